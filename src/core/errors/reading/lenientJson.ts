/** What a text holds from one place on: the value, where it ends, and whether it was whole, cut off, or broken there. */
export type LenientValue = {
	readonly value: unknown;
	readonly end: number;
	readonly state: 'whole' | 'cut' | 'broken';
};

/** What lies deeper is passed over: Google's errors are five levels deep, and no recursion survives a hundred thousand. */
const deepest = 32;

/**
 * Reads JSON the way people paste it: as JSON, as Python's or JavaScript's own notation of the same values, cut off anywhere, or broken by
 * quotes that nobody escaped. Never throws, and looks at each character once.
 */
export function readLenient(text: string, start: number): LenientValue {
	const reader = new Reader(text, start);
	const value = reader.value(0);
	return { value, end: reader.at, state: reader.state };
}

const literals: ReadonlyMap<string, unknown> = new Map<string, unknown>([
	['true', true],
	['True', true],
	['false', false],
	['False', false],
	['null', null],
	['None', null],
	['nil', null],
	['undefined', null],
]);

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '0': '\0' };

class Reader {
	readonly #text: string;
	at: number;
	state: LenientValue['state'] = 'whole';

	constructor(text: string, start: number) {
		this.#text = text;
		this.at = start;
	}

	value(depth: number): unknown {
		this.#space();
		const character = this.#text[this.at];
		if (character === '{' || character === '[') {
			if (depth >= deepest) {
				return this.#skip();
			}
			return character === '{' ? this.#object(depth) : this.#array(depth);
		}
		return this.#isQuote(character) ? this.#string() : this.#word();
	}

	#object(depth: number): unknown {
		const pairs: [string, unknown][] = [];
		this.at++;
		for (;;) {
			this.#space(',');
			const character = this.#text[this.at];
			if (this.#ends(character, '}')) {
				break;
			}
			const key = this.#isQuote(character) ? this.#string() : this.#bareKey();
			this.#space();
			const separator = /(?:=>|[:=])/y;
			separator.lastIndex = this.at;
			if (this.state !== 'whole' || !separator.test(this.#text)) {
				this.state = this.at >= this.#text.length ? 'cut' : 'broken';
				break;
			}
			this.at = separator.lastIndex;
			pairs.push([key, this.value(depth + 1)]);
			if (this.state !== 'whole') {
				break;
			}
		}
		// Defines own properties, whatever their names: `__proto__` is a name like any other.
		return Object.fromEntries(pairs);
	}

	#array(depth: number): unknown {
		const items: unknown[] = [];
		this.at++;
		for (;;) {
			this.#space(',');
			if (this.#ends(this.#text[this.at], ']')) {
				break;
			}
			const before = this.at;
			items.push(this.value(depth + 1));
			if (this.state === 'whole' && this.at === before) {
				this.state = 'broken';
			}
			if (this.state !== 'whole') {
				break;
			}
		}
		return items;
	}

	/** Whether the list ends here; what is neither an end nor the start of something breaks it. */
	#ends(character: string | undefined, close: string): boolean {
		if (character === close) {
			this.at++;
			return true;
		}
		if (character === undefined) {
			this.state = 'cut';
			return true;
		}
		if (character === '}' || character === ']' || character === ')') {
			this.state = 'broken';
			return true;
		}
		return false;
	}

	#string(): string {
		let quote = this.#text[this.at];
		let piece = this.at + 1;
		let result = '';
		for (let at = piece; ; at++) {
			const character = this.#text[at];
			if (character === undefined) {
				this.at = at;
				this.state = 'cut';
				return result + this.#text.slice(piece, at);
			}
			if (character === quote) {
				result += this.#text.slice(piece, at);
				this.at = at + 1;
				// Node prints long strings over several lines, each but the last with a plus behind it.
				const plus = /\s{0,40}\+\s{1,40}(?=["'])/y;
				plus.lastIndex = this.at;
				if (!plus.test(this.#text)) {
					return result;
				}
				at = plus.lastIndex;
				quote = this.#text[at];
				piece = at + 1;
				continue;
			}
			if (character === '\\') {
				result += this.#text.slice(piece, at);
				const [meaning, length] = this.#escape(at + 1);
				result += meaning;
				at += length;
				piece = at + 1;
			}
		}
	}

	/** What the escape at `at` means, and how many characters it takes behind its backslash. */
	#escape(at: number): readonly [string, number] {
		const character = this.#text[at] ?? '';
		const digits = { u: 4, x: 2 }[character];
		if (digits !== undefined) {
			const code = this.#text.slice(at + 1, at + 1 + digits);
			return /^[\da-fA-F]+$/.test(code) && code.length === digits
				? [String.fromCharCode(Number.parseInt(code, 16)), digits + 1]
				: [character, 1];
		}
		return [escapes[character] ?? character, character === '' ? 0 : 1];
	}

	#bareKey(): string {
		const key = /[\w$@.-]+/y;
		key.lastIndex = this.at;
		const [word = ''] = key.exec(this.#text) ?? [];
		this.at += word.length;
		return word;
	}

	/** A number, a literal, or whatever else stands there without quotes. */
	#word(): unknown {
		// An index belongs to the path before it.
		const run = /[^,\]}"'{[\n\\]+|\[\d{0,6}\]/y;
		const start = this.at;
		// Piece by piece: a repetition of alternatives has its stack, which a text of megabytes runs over.
		for (run.lastIndex = start; run.test(this.#text); ) {
			this.at = run.lastIndex;
		}
		const word = this.#text.slice(start, this.at).trimEnd();
		if (this.at >= this.#text.length) {
			this.state = 'cut';
		}
		// b'…' and u'…' are strings of Python.
		if (/^[bur]$/.test(word) && this.#isQuote(this.#text[this.at])) {
			return this.#string();
		}
		if (literals.has(word)) {
			return literals.get(word);
		}
		return /^-?\d{1,15}(\.\d{1,15})?(e[+-]?\d{1,3})?$/i.test(word) ? Number(word) : word;
	}

	/** Passes over a value that lies too deep. */
	#skip(): string {
		let depth = 0;
		for (; this.at < this.#text.length; ) {
			const character = this.#text[this.at];
			if (this.#isQuote(character)) {
				this.#string();
				continue;
			}
			this.at++;
			depth += character === '{' || character === '[' ? 1 : character === '}' || character === ']' ? -1 : 0;
			if (depth === 0) {
				return '…';
			}
		}
		this.state = 'cut';
		return '…';
	}

	#isQuote(character: string | undefined): boolean {
		return character === '"' || character === "'";
	}

	/** White space, and the escapes of it that stand between values where a string lost its quotes. */
	#space(also = ''): void {
		for (let character = this.#text[this.at]; character !== undefined; character = this.#text[++this.at]) {
			if (character === '\\' && /[nrt]/.test(this.#text[this.at + 1] ?? '')) {
				this.at++;
			} else if (
				character !== also &&
				character !== ' ' &&
				character !== '\n' &&
				character !== '\t' &&
				character !== '\r'
			) {
				return;
			}
		}
	}
}
