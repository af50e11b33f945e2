import { lookUp } from '../lookUp.ts';
import { Scanner } from './scanner.ts';
import type { ShellCommand, ShellScript, Word } from './shellCommand.ts';
import { ShellVariables } from './shellVariables.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '', '\n': '' };

const blanks = /[ \t]+|`\n/y;
const plain = /[^ \t\n'"`;|$]+/y;
const plainInDouble = /[^"`$]+/y;
const variable = /\$(?:(?:env:)?[A-Za-z_]\w*|\{[^{}`\n]{1,100}\})/iy;

/**
 * Reads a script of PowerShell as far as it says what `curl.exe` is called with: continued lines, both kinds of quotation marks,
 * here-strings, and variables it sets to texts (about_Quoting_Rules).
 */
export function readPowerShell(text: string): ShellScript {
	return new Reader(text).script();
}

class Reader extends Scanner {
	readonly #commands: ShellCommand[] = [];
	readonly #variables = new ShellVariables(this.text.length);
	#words: Word[] = [];
	#isUnclosed = false;

	script(): ShellScript {
		while (!this.isAtEnd && !this.#isUnclosed) {
			if (this.take(blanks) !== '') {
				continue;
			}
			if (this.char === '#') {
				this.take(/[^\n]+/y);
			} else if (this.take(/[\n;|]/y) !== '') {
				this.#endCommand();
			} else {
				this.#words.push(this.#word());
			}
		}
		if (!this.#isUnclosed) {
			this.#endCommand();
		}
		return { commands: this.#commands, assigned: this.#variables.assigned, isUnclosed: this.#isUnclosed };
	}

	#endCommand(): void {
		const [name, sign, value] = this.#words;
		if (name?.text.startsWith('$') && sign?.text === '=' && value !== undefined) {
			this.#variables.set(nameOf(name.text), value.text);
		} else if (this.#words.length > 0) {
			this.#commands.push({ words: this.#words });
		}
		this.#words = [];
	}

	#word(): Word {
		const pieces: string[] = [];
		const unknown: string[] = [];
		for (let start = -1; start !== this.at && !this.#isUnclosed; ) {
			start = this.at;
			const hereString = this.take(/@(['"])[ \t]*\n/y);
			if (hereString !== '') {
				this.#hereString(hereString.charAt(1), pieces, unknown);
				continue;
			}
			pieces.push(this.take(plain));
			if (this.char === "'") {
				this.#single(pieces);
			} else if (this.char === '"') {
				this.at++;
				this.#double(pieces, unknown);
			} else if (this.char === '`') {
				this.#escape(pieces);
			} else if (this.char === '$') {
				this.#expansion(pieces, unknown);
			}
		}
		return { text: pieces.join(''), unknown };
	}

	/** Two marks within are one. */
	#single(pieces: string[]): void {
		do {
			this.at++;
			pieces.push(this.#closed(this.takeThrough("'")));
			pieces.push(this.char === "'" ? "'" : '');
		} while (this.char === "'" && !this.#isUnclosed);
	}

	#double(pieces: string[], unknown: string[]): void {
		while (!this.#isUnclosed) {
			pieces.push(this.take(plainInDouble));
			if (this.isAtEnd) {
				this.#isUnclosed = true;
			} else if (this.char === '`') {
				this.#escape(pieces);
			} else if (this.char === '$') {
				this.#expansion(pieces, unknown);
			} else {
				this.at++;
				if (this.char !== '"') {
					return;
				}
				this.at++;
				pieces.push('"');
			}
		}
	}

	/** Ends with its mark at the beginning of a line; variables are put into one of double marks. */
	#hereString(mark: string, pieces: string[], unknown: string[]): void {
		const body = this.text.startsWith(`${mark}@`, this.at) ? '' : this.#closed(this.takeThrough(`\n${mark}@`));
		this.at += body === '' && this.text.startsWith(`${mark}@`, this.at) ? 2 : 0;
		if (mark === "'") {
			pieces.push(body);
			return;
		}
		const inside = new Reader(body);
		while (!inside.isAtEnd && !inside.#isUnclosed) {
			pieces.push(inside.take(/[^`$]+/y));
			if (inside.char === '`') {
				inside.#escape(pieces);
			} else if (inside.char === '$') {
				this.#expansion(pieces, unknown, inside);
			}
		}
	}

	#escape(pieces: string[]): void {
		const escaped = this.text[this.at + 1] ?? '';
		pieces.push(lookUp(escapes, escaped) ?? escaped);
		this.at += 2;
	}

	#expansion(pieces: string[], unknown: string[], within: Reader = this): void {
		const named = within.take(variable);
		if (named !== '') {
			const value = this.#variables.get(nameOf(named));
			pieces.push(value ?? named);
			unknown.push(...(value === undefined ? [named] : []));
		} else {
			within.at++;
			const command = within.char === '(' ? within.#closed(within.takeNested()) : '';
			pieces.push(`$${command}`);
			unknown.push(...(command === '' ? [] : [`$${command}`]));
		}
	}

	#closed(taken: string | undefined): string {
		this.#isUnclosed ||= taken === undefined;
		return taken ?? '';
	}
}

/** Names know no capitals, and may stand in braces. */
const nameOf = (named: string): string => named.replace(/^\$\{?|\}$/g, '').toLowerCase();
