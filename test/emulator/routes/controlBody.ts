import { isObject, type JsonObject } from '../json.ts';

/** What was posted to one of the emulator's own doors. Each function throws with the member that is wrong. */
export function readBodyOf(bytes: Buffer): JsonObject {
	const body: unknown = bytes.length === 0 ? {} : JSON.parse(bytes.toString('utf8'));
	if (!isObject(body)) {
		throw new TypeError('Give an object.');
	}
	return body;
}

export function text(body: JsonObject, name: string): string {
	const value = body[name];
	if (typeof value !== 'string' || value === '') {
		throw new TypeError(`Give {${JSON.stringify(name)}: a text}.`);
	}
	return value;
}

export const optionalText = (body: JsonObject, name: string): string | undefined =>
	body[name] === undefined ? undefined : text(body, name);

export function texts(body: JsonObject, name: string): readonly string[] {
	const value = body[name];
	if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) {
		throw new TypeError(`Give {${JSON.stringify(name)}: [texts]}.`);
	}
	return value;
}

export const optionalTexts = (body: JsonObject, name: string): readonly string[] | undefined =>
	body[name] === undefined ? undefined : texts(body, name);

/** In milliseconds since 1970, as far as certificates can tell a time. */
export function optionalTime(body: JsonObject, name: string): number | undefined {
	const value = body[name];
	if (value !== undefined && !(typeof value === 'number' && value >= 0 && value < Date.UTC(9999))) {
		throw new TypeError(`Give {${JSON.stringify(name)}: milliseconds since 1970}.`);
	}
	return value;
}

export function oneOf<T extends string>(body: JsonObject, name: string, values: readonly T[]): T {
	const value = values.find((each) => each === body[name]);
	if (value === undefined) {
		throw new TypeError(`Give {${JSON.stringify(name)}: one of ${values.join(', ')}}.`);
	}
	return value;
}

/** A map of texts. */
export function textMap(body: JsonObject, name: string): Readonly<Record<string, string>> {
	const value = body[name];
	if (!isObject(value) || !Object.values(value).every((each) => typeof each === 'string')) {
		throw new TypeError(`Give {${JSON.stringify(name)}: texts by name}.`);
	}
	return value as Readonly<Record<string, string>>;
}

/** So that a typo does not pass in silence. */
export function onlyMembers(body: JsonObject, ...names: readonly string[]): void {
	const unknown = Object.keys(body).find((name) => !names.includes(name));
	if (unknown !== undefined) {
		throw new TypeError(`There is no ${JSON.stringify(unknown)} here; there is ${names.join(', ')}.`);
	}
}
