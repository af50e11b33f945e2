import * as l10n from '@vscode/l10n';
import { readEndpoint } from './endpoint.ts';
import { notesOfHeader } from './headers.ts';
import { asObject, readLooseJson } from './looseJson.ts';
import { bodyInFile, type Note, notKnownHere, otherRequests } from './note.ts';
import { kindOfBody } from './readBody.ts';
import { isSecretName, secretIn, secretsInHeader, secretsInUrl } from './secretPlaces.ts';
import { Variables } from './variables.ts';
import type { WireRequest } from './wireRequest.ts';

type Json = Readonly<Record<string, unknown>>;

/** Folders within folders; a collection of people is no deeper. */
const deepest = 32;

/** Whether a value is a collection of Postman, or one item of it. */
export const isPostman = (value: Json): boolean =>
	Array.isArray(value['item']) ||
	(asObject(value['request']) !== undefined && asObject(value['request'])?.['url'] !== undefined);

/**
 * The first request of a collection (https://schema.postman.com/collection/json/v2.1.0/docs/index.html, and 2.0.0) that goes to
 * Gemini or to something of the kind of OpenAI's chat completions. Undefined where none does. `textLength` bounds what is put in for variables.
 */
export function readPostman(collection: Json, textLength: number): WireRequest | undefined {
	const variables = new Variables(textLength);
	const secrets: string[] = secretsInAuth(collection['auth']);
	for (const each of listOf(collection['variable'])) {
		const name = textOf(each['key']) || textOf(each['id']);
		const value = textOf(each['value']);
		variables.define(name, value);
		secrets.push(...(isSecretName(name) ? secretIn(value) : []));
	}
	const items = itemsOf(collection, deepest);
	const requests = items.map(requestOf).filter((request) => request !== undefined);
	for (const request of requests) {
		const read = readItem(request, variables);
		if (read) {
			return {
				...read,
				secrets: [...read.secrets, ...secrets],
				notes: [...read.notes, ...otherRequests(requests.length - 1)],
			};
		}
	}
	return undefined;
}

/** The items with a request, in their order. */
function itemsOf(value: Json, depth: number): readonly Json[] {
	if (depth === 0) {
		return [];
	}
	return Array.isArray(value['item'])
		? listOf(value['item']).flatMap((item) => itemsOf(item, depth - 1))
		: value['request'] === undefined
			? []
			: [value];
}

/** A request may be its address alone. */
const requestOf = ({ request }: Json): Json | undefined =>
	typeof request === 'string' ? { url: request } : asObject(request);

function readItem(request: Json, variables: Variables): WireRequest | undefined {
	// What is not known of the address shows in the model, or does not matter.
	const { text: url } = variables.fill(addressOf(request['url']));
	const { mode, raw, ...others } = asObject(request['body']) ?? {};
	const body = variables.fill(textOf(raw));
	const isPrompt = readEndpoint(url).isPrompt || kindOfBody(readLooseJson(body.text) ?? {}) !== undefined;
	if (!isPrompt) {
		return undefined;
	}
	const headers = listOf(request['header']).map(({ key, value }) => ({
		name: textOf(key),
		value: variables.fill(textOf(value)).text,
	}));
	const file = asObject(others['file'])?.['src'];
	return {
		url,
		...(body.text.trim() === '' ? {} : { body: body.text }),
		secrets: [
			...secretsInUrl(url),
			...secretsInQuery(request['url']),
			...secretsInAuth(request['auth']),
			...headers.flatMap(({ name, value }) => secretsInHeader(name, value)),
		],
		notes: [
			...notKnownHere(body.unknown),
			...headers.flatMap(({ name }) => notesOfHeader(name)),
			...(mode === 'file' ? [bodyInFile(textOf(file) || 'file')] : []),
			...(typeof mode === 'string' && !/^(?:raw|file|none)$/.test(mode) ? [modeLeftOut(mode)] : []),
		],
	};
}

const modeLeftOut = (name: string): Note => ({
	name,
	say: (shown) => l10n.t('The body of the kind {0} is left out: the panel takes JSON.', shown),
});

/** `raw`, or what it would be put together from; `:name` in its path is a variable of its own. */
function addressOf(value: unknown): string {
	const { raw, protocol, host, path, variable } = asObject(value) ?? {};
	const whole = typeof value === 'string' ? value : textOf(raw);
	const values = new Map(
		listOf(variable).map((each) => [textOf(each['key']) || textOf(each['id']), textOf(each['value'])]),
	);
	const put = whole !== '' ? whole : `${textOf(protocol) || 'https'}://${joinedOr(host, '.')}/${joinedOr(path, '/')}`;
	return values.size === 0 || put.length > 10_000
		? put
		: put.replace(/(?<=\/):([\w-]{1,100})/g, (segment, name: string) => values.get(name)?.slice(0, 1_000) || segment);
}

const joinedOr = (value: unknown, mark: string): string =>
	Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(mark) : textOf(value).replace(/^\//, '');

/** Parameters that are switched off stand in the list alone. */
const secretsInQuery = (url: unknown): readonly string[] =>
	listOf(asObject(url)?.['query']).flatMap(({ key, value }) =>
		isSecretName(textOf(key)) ? secretIn(textOf(value)) : [],
	);

/** Of all kinds of authorization, as a list of pairs (2.1) or an object (2.0). `value` is where a key of the kind `apikey` stands. */
function secretsInAuth(auth: unknown): string[] {
	return Object.values(asObject(auth) ?? {}).flatMap((kind) => {
		const pairs = Array.isArray(kind)
			? listOf(kind).map(({ key, value }) => [textOf(key), value] as const)
			: Object.entries(asObject(kind) ?? {});
		return pairs.flatMap(([name, value]) =>
			name !== 'key' && (name === 'value' || isSecretName(name)) ? secretIn(textOf(value)) : [],
		);
	});
}

const listOf = (value: unknown): readonly Json[] =>
	(Array.isArray(value) ? value : []).map(asObject).filter((each) => each !== undefined);

const textOf = (value: unknown): string =>
	typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
