import type { JsonValue } from '../literal.ts';
import { javascriptText } from './javascript.ts';
import { asciiJson } from './json.ts';
import { unicodeEscapes } from './unseen.ts';

/** Longest constant, in UTF-16 units: a class file holds 65535 bytes of one, and a unit takes up to three. */
const longest = 16_000;

/**
 * A string of Java, as an expression. Java reads `\u0022` as a quote before anything else, so what ends a literal or a line
 * is escaped the other way (JLS 3.3, 3.10.7): by name, or in three octal digits. All of it is ASCII: before Java 18 the compiler reads files in the
 * encoding of the machine.
 */
export function javaText(text: string): string {
	const pieces = text.match(new RegExp(`[\\s\\S]{1,${longest}}`, 'g')) ?? [''];
	const [only, ...others] = pieces.map(javaPiece);
	// Not by `+`: the compiler would make one constant of it again.
	return others.length === 0 ? String(only) : `String.join("", ${[only, ...others].join(', ')})`;
}

const javaPiece = (text: string): string =>
	javascriptText(text)
		.replace(/[^\x20-\x7e]/g, unicodeEscapes)
		.replace(/\\u00([01][0-9a-f])/g, (found, code: string, at: number, whole: string) =>
			isEscape(whole, at) ? `\\${Number.parseInt(code, 16).toString(8).padStart(3, '0')}` : found,
		);

/** A backslash behind an odd number of them is itself escaped. */
const isEscape = (text: string, at: number): boolean => (/\\*$/.exec(text.slice(0, at))?.[0].length ?? 0) % 2 === 0;

/** JSON as a text block (Java 15), or, where that would be too long for one, as a string. */
export function javaJson(value: JsonValue, margin: string): string {
	const json = asciiJson(value);
	return json.length > longest
		? javaText(json)
		: `"""\n${json.replaceAll('\\', '\\\\').replace(/^/gm, margin)}\n${margin}"""`;
}
