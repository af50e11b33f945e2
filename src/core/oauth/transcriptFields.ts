import { isRecord } from '../errors/googleError.ts';
import { parseJson } from '../parseJson.ts';
import { redact } from '../secrets/redact.ts';

/** Fields of requests and answers whose values nobody may see, whatever they look like. */
const secretFields: ReadonlySet<string> = new Set([
	'access_token',
	'assertion',
	'authorization',
	'client_assertion',
	'client_secret',
	'code',
	'code_verifier',
	'id_token',
	'password',
	'refresh_token',
	'token',
]);

/** Enough of a value to see what it is; in UTF-16 units. */
const longestValue = 300;
const mostFields = 60;

/** `name: value`, or in place of a secret how long it is, which tells an empty or a cut one. */
export function fieldInWords(name: string, value: string, secrets: readonly string[]): string {
	const shownName = redact(name, secrets).slice(0, 80);
	if (secretFields.has(name.toLowerCase())) {
		return `${shownName}: [redacted, ${value.length} characters]`;
	}
	const shown = redact(value, secrets).replace(/\s+/g, ' ');
	return `${shownName}: ${shown.length > longestValue ? `${shown.slice(0, longestValue)}…` : shown}`;
}

/** The fields of a form as it is sent. */
export const formInWords = (form: string, secrets: readonly string[]): readonly string[] =>
	[...new URLSearchParams(form)].slice(0, mostFields).map(([name, value]) => fieldInWords(name, value, secrets));

/** The fields of an answer, or, where it is no JSON object, how it begins. */
export function answerInWords(body: string, secrets: readonly string[]): readonly string[] {
	const json = parseJson(body);
	if (!isRecord(json)) {
		return body === '' ? ['(empty)'] : [fieldInWords('body', body, secrets)];
	}
	return Object.entries(json)
		.slice(0, mostFields)
		.map(([name, value]) => fieldInWords(name, typeof value === 'string' ? value : JSON.stringify(value), secrets));
}
