import { parseJson } from '../parseJson.ts';
import { redact, redactJson } from '../secrets/redact.ts';

/**
 * Fields whose values nobody may see, whatever they look like: by the end of the name, also run together or of several, and by words that
 * tell it wherever they stand.
 */
const secretEnd =
	/(?:^|_)(?:jwt|key|pin)s?$|(?:token|password|passwd|passphrase|api_?key|private_?key|credential|assertion|authorization|cookie|verifier)s?$/;
const secretWithin = /secret|pwd/;
const secretNames: ReadonlySet<string> = new Set([
	'auth_code',
	'authorization_code',
	'code',
	'device_code',
	'id_token_hint',
	'logout_token_hint',
]);

/** `accessToken` and `Access-Token` are `access_token` too. */
function isSecret(name: string): boolean {
	const plain = name
		.replace(/(?<=[a-z\d])(?=[A-Z])/g, '_')
		.toLowerCase()
		.replaceAll(/[^a-z\d]+/g, '_');
	return secretNames.has(plain) || secretEnd.test(plain) || secretWithin.test(plain);
}

/** Enough of a value to see what it is; in UTF-16 units. */
const longestValue = 300;
const mostFields = 60;
/** Answers are one level deep, errors a few. */
const deepest = 32;

/** `name: value`, or in place of a secret how long it is, which tells an empty or a cut one. */
export function fieldInWords(name: string, value: string, secrets: readonly string[]): string {
	const shownName = redact(name, secrets).replace(/\s+/g, ' ').slice(0, 80);
	if (isSecret(name)) {
		return `${shownName}: [redacted, ${value.length} characters]`;
	}
	const shown = redact(bodyWithoutSecrets(value), secrets).replace(/\s+/g, ' ');
	return `${shownName}: ${shown.length > longestValue ? `${shown.slice(0, longestValue)}…` : shown}`;
}

/** The fields of a form as it is sent. */
export const formInWords = (form: string, secrets: readonly string[]): readonly string[] =>
	[...new URLSearchParams(form)].slice(0, mostFields).map(([name, value]) => fieldInWords(name, value, secrets));

/** The fields of an answer, or, where it is no JSON object, how it begins. */
export function answerInWords(body: string, secrets: readonly string[]): readonly string[] {
	const json = parseJson(body);
	if (typeof json !== 'object' || json === null) {
		return body === '' ? ['(empty)'] : [fieldInWords('body', withoutFields(body), secrets)];
	}
	const all = [...secrets, ...secretsIn(json).slice(0, mostFields)];
	const fields = Array.isArray(json) ? [['body', json] as const] : Object.entries(json);
	return fields
		.slice(0, mostFields)
		.map(([name, value]) => fieldInWords(name, typeof value === 'string' ? value : jsonInWords(value, all), all));
}

/** An answer that may hold tokens, as it may be kept. */
export function bodyWithoutSecrets(body: string): string {
	const json = parseJson(body);
	return typeof json === 'object' && json !== null ? jsonInWords(json, secretsIn(json)) : withoutFields(body);
}

const jsonInWords = (value: unknown, secrets: readonly string[]): string =>
	JSON.stringify(redactJson(value, secrets), (name, each) =>
		isSecret(name) && typeof each !== 'number' ? '[redacted]' : each,
	);

/** Values of secret fields, however deep: a server may repeat them in others. */
function secretsIn(value: unknown, depth = 0): readonly string[] {
	if (typeof value !== 'object' || value === null || depth > deepest) {
		return [];
	}
	return Object.entries(value).flatMap(([name, each]) =>
		typeof each === 'string' ? (isSecret(name) ? [each] : []) : secretsIn(each, depth + 1),
	);
}

/** The same in a form, in JSON that was cut, or in a page: `name=value`, `"name": "value"`, and headers to the end of their line. */
const withoutFields = (text: string): string =>
	text
		.replace(/((?:authorization|cookie)(?:\\?["'])?\s{0,4}[=:])[^\r\n]+/gi, '$1 [redacted]')
		.replace(
			/(?<![\w-])([\w-]{1,64})((?:\\?["'])?\s{0,4}[=:]\s{0,4}(?:\\?["'])?)([^"'&\s<>,;\\]+)/g,
			(whole, name: string, between: string) => (isSecret(name) ? `${name}${between}[redacted]` : whole),
		);
