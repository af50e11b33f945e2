import { lookUp } from '../lookUp.ts';

const single: Readonly<Record<string, string>> = {
	a: '\x07',
	b: '\b',
	e: '\x1b',
	E: '\x1b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
	v: '\v',
	'\\': '\\',
	"'": "'",
	'"': '"',
	'?': '?',
};

const run = /[^'\\]+/y;
const byte = /\\(?:x([\da-fA-F]{1,2})|([0-7]{1,3}))/y;
const point = /\\(?:u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8}))/y;
const control = /\\c([^'\\])/y;

/**
 * The rest of a `$'…'` string from behind its opening mark (Bash Reference Manual, ANSI-C Quoting): its value, and where it
 * ends. Undefined where it is not closed.
 */
export function ansiC(text: string, start: number): { readonly value: string; readonly end: number } | undefined {
	const pieces: string[] = [];
	/** Escapes name bytes; several make one character. */
	let bytes: number[] = [];
	let at = start;
	const take = (pattern: RegExp): RegExpExecArray | null => {
		pattern.lastIndex = at;
		const found = pattern.exec(text);
		at += found?.[0].length ?? 0;
		return found;
	};
	while (at < text.length) {
		const named = take(byte);
		if (named) {
			bytes.push(Number.parseInt(named[1] ?? named[2] ?? '', named[1] === undefined ? 8 : 16) & 0xff);
			continue;
		}
		if (bytes.length > 0) {
			pieces.push(new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes)));
			bytes = [];
		}
		if (text[at] === "'") {
			return { value: pieces.join(''), end: at + 1 };
		}
		const plain = take(run);
		if (plain) {
			pieces.push(plain[0]);
			continue;
		}
		const code = take(point);
		if (code) {
			const value = Number.parseInt(code[1] ?? code[2] ?? '', 16);
			pieces.push(value <= 0x10_ffff ? String.fromCodePoint(value) : '\ufffd');
			continue;
		}
		const letter = take(control);
		if (letter) {
			pieces.push(String.fromCharCode((letter[1] ?? '').toUpperCase().charCodeAt(0) & 0x1f));
			continue;
		}
		const escaped = text[at + 1] ?? '';
		pieces.push(lookUp(single, escaped) ?? `\\${escaped}`);
		at += 2;
	}
	return undefined;
}
