import { notesOfHeader } from './headers.ts';
import { bodyInFile, type Note, notKnownHere, otherRequests } from './note.ts';
import { isSecretName, secretIn, secretsInHeader, secretsInUrl } from './secretPlaces.ts';
import { Variables } from './variables.ts';
import type { WireRequest } from './wireRequest.ts';

/** A line that begins a request: a method and an address, or an address alone. */
export const requestLine =
	/^[ \t]*(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+(\S+)(?:[ \t]+HTTP\/[\d.]{1,4})?|(https?:\/\/\S+))[ \t]*$/;

const definition = /^@([^\s=]+)[ \t]*=[ \t]*(.*)$/;
const header = /^([\w-]+)[ \t]*:(.*)$/;
/** What editors do with an answer, or before a request; none of it is sent. */
const directive = /^(?:>>!?|>|<>|\?\?)(?:[ \t]|$)/;

/**
 * The first request of a `.http` file, as REST Client (https://github.com/Huachao/vscode-restclient), httpYac and JetBrains read them,
 * or of a request as it goes over the wire. Undefined where there is none.
 */
export function readHttpFile(text: string): WireRequest | undefined {
	const lines = text.split('\n');
	const variables = new Variables(text.length);
	const secrets: string[] = [];
	for (const line of lines) {
		const [, name = '', value = ''] = definition.exec(line) ?? [];
		if (name !== '') {
			variables.define(name, value.trim());
			secrets.push(...(isSecretName(name) ? secretIn(value) : []));
		}
	}
	const start = lines.findIndex((line) => requestLine.test(line));
	if (start < 0) {
		return undefined;
	}
	const separator = lines.findIndex((line, index) => index > start && line.startsWith('###'));
	const own = lines.slice(start, separator < 0 ? undefined : separator);
	const others = separator < 0 ? 0 : lines.slice(separator).filter((line) => requestLine.test(line)).length;
	const request = readOne(own, variables);
	return {
		...request,
		secrets: [...request.secrets, ...secrets],
		notes: [...request.notes, ...otherRequests(others)],
	};
}

function readOne([first = '', ...rest]: readonly string[], variables: Variables): WireRequest {
	const notes: Note[] = [];
	const secrets: string[] = [];
	const [, withMethod, alone = ''] = requestLine.exec(first) ?? [];
	const address = [withMethod ?? alone];
	let at = 0;
	// A query may go on in lines of its own.
	for (; /^[ \t]+[?&]/.test(rest[at] ?? ''); at++) {
		address.push((rest[at] ?? '').trim());
	}
	// What is not known of the address shows in the model, or does not matter.
	const { text: url } = variables.fill(address.join(''));
	let host = '';
	for (; at < rest.length && (rest[at] ?? '').trim() !== ''; at++) {
		const [, name = '', value = ''] = header.exec(rest[at] ?? '') ?? [];
		const given = variables.fill(value).text;
		secrets.push(...secretsInHeader(name, given));
		notes.push(...notesOfHeader(name));
		host = name.toLowerCase() === 'host' ? given.trim() : host;
	}
	const lines = rest.slice(at + 1);
	const end = lines.findIndex((line) => directive.test(line));
	const body = lines.slice(0, end < 0 ? undefined : end);
	const file = /^<@?[ \t]+(\S.*)$/.exec(body.find((line) => line.trim() !== '') ?? '')?.[1];
	const { text, unknown } = variables.fill(file === undefined ? body.join('\n') : '');
	return {
		url: url.startsWith('/') && host !== '' ? `https://${host}${url}` : url,
		...(text.trim() === '' ? {} : { body: text }),
		secrets: [...secretsInUrl(url), ...secrets],
		notes: [...notes, ...notKnownHere(unknown), ...(file === undefined ? [] : [bodyInFile(file.trim())])],
	};
}
