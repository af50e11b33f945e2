import * as l10n from '@vscode/l10n';
import { type DraftFields, emptyFields, type TextFields, textNames } from '../panel/draftFields.ts';
import { redact } from '../secrets/redact.ts';
import { cleanText, hasHidden } from './cleanText.ts';
import { readCurl } from './curlCommand.ts';
import { readEndpoint } from './endpoint.ts';
import { readHttpFile, requestLine } from './httpFile.ts';
import type { Imported, ImportedForm } from './imported.ts';
import { readLooseJson } from './looseJson.ts';
import { type Note, sentencesOf } from './note.ts';
import { isPostman, readPostman } from './postman.ts';
import { kindOfBody, readBody } from './readBody.ts';
import { isSecretName, secretIn } from './secretPlaces.ts';
import { curlLine, readShellScript } from './shellScript.ts';
import type { WireRequest } from './wireRequest.ts';

/** As many as are looked for in what was read, each of which takes a pass over it. A browser's command has its cookies. */
const mostSecrets = 256;

/**
 * Reads a pasted request: a command of curl, a `.http` file, a collection of Postman, or the body alone. Never throws, and takes
 * time in proportion to the length of the text.
 */
export function readRequest(text: string): Imported {
	const pasted = withoutFence(text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n'));
	const trimmed = pasted.trim();
	if (trimmed === '') {
		return { kind: 'unreadable', why: l10n.t('There is no text to read.') };
	}
	const curl = curlLine.exec(pasted)?.index ?? -1;
	const http = firstRequestLine(pasted);
	if (/^[{[]/.test(trimmed) || (curl < 0 && http < 0)) {
		return readJson(trimmed);
	}
	// A page that is pasted with its command may have the address of something else on a line of its own.
	const readings = [
		...(curl < 0 ? [] : [{ at: curl, read: () => readCommand(pasted, curl) }]),
		...(http < 0 ? [] : [{ at: http, read: () => finished('http', readHttpFile(pasted), pasted) }]),
	]
		.sort((one, other) => one.at - other.at)
		.map(({ read }) => read());
	return readings.find(({ kind }) => kind === 'read') ?? (readings[0] as Imported);
}

/** What stands before the command may set variables, or be prose whose apostrophes are no quotation marks. */
function readCommand(text: string, start: number): Imported {
	const script = readShellScript(text, start);
	const request = readCurl(script) ?? (start > 0 ? readCurl(readShellScript(text.slice(start), 0)) : undefined);
	return !request && script.isUnclosed
		? { kind: 'unreadable', why: l10n.t('A quotation mark in the command is not closed.') }
		: finished('curl', request, text);
}

/** What stands between the marks of a code block of Markdown. */
function withoutFence(text: string): string {
	const [opening = ''] = /^\s{0,100}```[^\n`]{0,100}\n/.exec(text) ?? [];
	if (opening === '') {
		return text;
	}
	const end = text.indexOf('\n```', opening.length);
	return text.slice(opening.length, end < 0 ? undefined : end);
}

function firstRequestLine(text: string): number {
	let at = 0;
	for (const line of text.split('\n')) {
		if (requestLine.test(line)) {
			return at;
		}
		at += line.length + 1;
	}
	return -1;
}

function readJson(text: string): Imported {
	const json = readLooseJson(text);
	if (!json) {
		return {
			kind: 'unreadable',
			why: l10n.t('This is no curl command, no .http request, no Postman collection and no JSON body of a request.'),
		};
	}
	if (isPostman(json)) {
		const request = readPostman(json, text.length);
		return request
			? finished('postman', request, text)
			: {
					kind: 'unreadable',
					why: l10n.t('No request of the collection goes to Gemini or to an endpoint of the kind of OpenAI’s.'),
				};
	}
	const kind = kindOfBody(json);
	return kind ? finished(kind, { url: '', body: text, secrets: [], notes: [] }, text) : neitherKind();
}

const neitherKind = (): Imported => ({
	kind: 'unreadable',
	why: l10n.t('The body has neither “contents”, as Gemini’s, nor “messages”, as OpenAI’s.'),
});

/** Looks into the body, and lets no credential through. */
function finished(from: ImportedForm, request: WireRequest | undefined, text: string): Imported {
	const endpoint = readEndpoint(request?.url ?? '');
	const body = request?.body === undefined ? undefined : readLooseJson(request.body);
	if (request?.body === undefined && endpoint.model === '') {
		return { kind: 'unreadable', why: l10n.t('The request has no body that a prompt could stand in.') };
	}
	if (request?.body !== undefined && !body) {
		return { kind: 'unreadable', why: l10n.t('The body of the request is no JSON.') };
	}
	const read = body ? readBody(body, endpoint.model) : { fields: { ...emptyFields, model: endpoint.model }, notes: [] };
	if (!read) {
		return neitherKind();
	}
	const secrets = new Set(
		[...(request?.secrets ?? []), ...secretsInBody(body ?? {})].flatMap((each) => [each, cleanText(each)]),
	);
	if (secrets.size > mostSecrets) {
		return { kind: 'unreadable', why: l10n.t('The text holds more credentials than a request has.') };
	}
	// The longer first: one may begin with another.
	const known = [...secrets].sort((one, other) => other.length - one.length);
	const clean = mapped(read.fields, cleanText);
	const fields = mapped(clean, (value) => redact(value, known));
	const notes = [
		...(request?.notes ?? []),
		...endpoint.notes,
		...read.notes,
		...whatWasTakenOut(read.fields, clean, fields),
	];
	return {
		kind: 'read',
		from,
		fields,
		leftOut: sentencesOf(notes, known),
		hadSecret: known.length > 0 || redact(text) !== text,
	};
}

const mapped = (fields: DraftFields, change: (value: string) => string): DraftFields => ({
	...(Object.fromEntries(textNames.map((name) => [name, change(fields[name])])) as TextFields),
	attachments: fields.attachments.map((each) => ({ ...each, name: change(each.name) })),
});

/** Bodies of some intermediaries hold the key beside the messages. */
const secretsInBody = (body: Readonly<Record<string, unknown>>): readonly string[] =>
	Object.entries(body).flatMap(([name, value]) =>
		typeof value === 'string' && isSecretName(name) ? secretIn(value) : [],
	);

function whatWasTakenOut(read: DraftFields, clean: DraftFields, shown: DraftFields): readonly Note[] {
	return (['prompt', 'system'] as const).flatMap((name) => [
		...(hasHidden(read[name])
			? [
					{
						name,
						say: (field: string) => l10n.t('Characters that cannot be seen were taken out of the field {0}.', field),
					},
				]
			: []),
		...(shown[name] === clean[name]
			? []
			: [{ name, say: (field: string) => l10n.t('A credential was taken out of the field {0}.', field) }]),
	]);
}
