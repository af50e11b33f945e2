import { ansiC } from './ansiC.ts';
import { Scanner } from './scanner.ts';
import type { ShellCommand, ShellScript, Word } from './shellCommand.ts';
import { ShellVariables } from './shellVariables.ts';

/**
 * Reads a script of a POSIX shell, with what bash adds to its quoting (POSIX.1-2024, Shell Command Language, section 2.2), as far
 * as it says what `curl` is called with. Nothing is run: only variables that the script itself sets are put in. */
export function readPosixShell(text: string): ShellScript {
	return new Reader(text).script();
}

type Mutable = { words: Word[]; input?: Word; output?: string };
type HereDocument = {
	readonly command: Mutable;
	readonly end: string;
	readonly isLiteral: boolean;
	readonly isIndented: boolean;
};

const blanks = /[ \t]+|\\\n/y;
const plain = /[^ \t\n|&;<>()'"\\$`]+/y;
const plainInDouble = /[^"\\$`]+/y;
const plainInHereDocument = /[^\\$`]+/y;
const redirection = /\d?(?:<<<|<<-?|<&|<|&?>>|&>|>&|>\||>)/y;
const separator = /[|&;()]/y;
const variable = /\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*(?::?-[^{}"'$`\\]*)?\})/y;
const assignment = /^([A-Za-z_]\w*)=([\s\S]*)$/;

class Reader extends Scanner {
	readonly #commands: Mutable[] = [];
	readonly #variables: ShellVariables;
	readonly #waiting: HereDocument[] = [];
	#command: Mutable = { words: [] };
	#isUnclosed = false;

	constructor(text: string, variables = new ShellVariables(text.length)) {
		super(text);
		this.#variables = variables;
	}

	script(): ShellScript {
		while (!this.isAtEnd && !this.#isUnclosed) {
			if (this.take(blanks) !== '') {
				continue;
			}
			if (this.char === '\n') {
				this.at++;
				this.#endCommand();
				this.#hereDocuments();
			} else if (this.char === '#') {
				// The line feed is left, for a here-document may begin behind it.
				this.take(/[^\n]+/y);
			} else if (!this.#redirection()) {
				if (this.take(separator) === '') {
					this.#command.words.push(this.#word());
				} else {
					this.#endCommand();
				}
			}
		}
		if (!this.#isUnclosed) {
			this.#endCommand();
		}
		return {
			commands: this.#commands as ShellCommand[],
			assigned: this.#variables.assigned,
			isUnclosed: this.#isUnclosed,
		};
	}

	/** Variables are set as soon as their command ends, for the next one may use them. */
	#endCommand(): void {
		const { words } = this.#command;
		if (/^(?:export|declare|local|readonly)$/.test(words[0]?.text ?? '')) {
			words.shift();
		}
		for (let set = assignment.exec(words[0]?.text ?? ''); set; set = assignment.exec(words[0]?.text ?? '')) {
			const [, name = '', value = ''] = set;
			// `KEY="$KEY"` sets nothing that would be known.
			if (words[0]?.unknown.length === 0) {
				this.#variables.set(name, value);
			}
			words.shift();
		}
		if (words.length > 0) {
			this.#commands.push(this.#command);
		}
		this.#command = { words: [] };
	}

	#redirection(): boolean {
		const operator = this.take(redirection);
		if (operator === '') {
			return false;
		}
		while (this.take(blanks) !== '') {}
		const start = this.at;
		const { text, unknown } = this.#word();
		if (operator.endsWith('<<<')) {
			this.#command.input = { text: `${text}\n`, unknown };
		} else if (/<<-?$/.test(operator)) {
			this.#waiting.push({
				command: this.#command,
				end: text,
				isLiteral: /['"\\]/.test(this.text.slice(start, this.at)),
				isIndented: operator.endsWith('-'),
			});
		} else if (/^1?>[>|]?$/.test(operator)) {
			this.#command.output = text;
		}
		return true;
	}

	#hereDocuments(): void {
		for (const { command, end, isLiteral, isIndented } of this.#waiting.splice(0)) {
			const lines: string[] = [];
			while (!this.isAtEnd) {
				const line = isIndented ? this.takeLine().replace(/^\t+/, '') : this.takeLine();
				if (line === end) {
					break;
				}
				lines.push(line);
			}
			const body = lines.map((line) => `${line}\n`).join('');
			command.input = isLiteral ? { text: body, unknown: [] } : new Reader(body, this.#variables).#hereDocument();
		}
	}

	#hereDocument(): Word {
		const pieces: string[] = [];
		const unknown: string[] = [];
		while (!this.isAtEnd && !this.#isUnclosed) {
			this.#quoted(plainInHereDocument, /^[$`\\\n]/, pieces, unknown);
		}
		return this.#isUnclosed ? { text: this.text, unknown: [] } : { text: pieces.join(''), unknown };
	}

	#word(): Word {
		const pieces: string[] = [];
		const unknown: string[] = [];
		for (let start = -1; start !== this.at && !this.#isUnclosed; ) {
			start = this.at;
			pieces.push(this.take(plain));
			if (this.char === "'") {
				this.at++;
				pieces.push(this.#closed(this.takeThrough("'")));
			} else if (this.char === '"') {
				this.#double(pieces, unknown);
			} else if (this.char === '\\') {
				const next = this.text[this.at + 1];
				pieces.push(next === undefined ? '\\' : next === '\n' ? '' : next);
				this.at += 2;
			} else if (this.char === '$' && this.text[this.at + 1] === "'") {
				this.at += 2;
				const read = ansiC(this.text, this.at);
				pieces.push(this.#closed(read?.value));
				this.at = read?.end ?? this.text.length;
			} else if (this.char === '$' && this.text[this.at + 1] === '"') {
				this.at++;
				this.#double(pieces, unknown);
			} else if (this.char === '$' || this.char === '`') {
				this.#expansion(pieces, unknown);
			}
		}
		return { text: pieces.join(''), unknown };
	}

	#double(pieces: string[], unknown: string[]): void {
		this.at++;
		while (this.char !== '"') {
			if (this.isAtEnd || this.#isUnclosed) {
				this.#isUnclosed = true;
				return;
			}
			this.#quoted(plainInDouble, /^[$`"\\\n]/, pieces, unknown);
		}
		this.at++;
	}

	/** One step within double quotes or a here-document. `guarded`: what a backslash takes the meaning of. */
	#quoted(run: RegExp, guarded: RegExp, pieces: string[], unknown: string[]): void {
		pieces.push(this.take(run));
		if (this.char === '\\') {
			const next = this.text[this.at + 1] ?? '';
			const isGuarded = guarded.test(next);
			pieces.push(isGuarded ? (next === '\n' ? '' : next) : '\\');
			this.at += isGuarded ? 2 : 1;
		} else if (this.char === '$' || this.char === '`') {
			this.#expansion(pieces, unknown);
		}
	}

	/** `$NAME`, `${NAME}`, `${NAME:-default}`, `$(command)` and the same in backticks; a dollar sign before anything else is one. */
	#expansion(pieces: string[], unknown: string[]): void {
		const named = this.take(variable);
		if (named !== '') {
			const [, name = '', otherwise] = /^\$\{?(\w+)(?::?-([^}]*))?/.exec(named) ?? [];
			const value = this.#variables.get(name) ?? otherwise;
			pieces.push(value ?? named);
			unknown.push(...(value === undefined ? [named] : []));
		} else if (this.text.startsWith('$(', this.at)) {
			this.at++;
			const command = `$${this.#closed(this.takeNested())}`;
			pieces.push(command);
			unknown.push(command);
		} else if (this.char === '`') {
			this.at++;
			const command = `\`${this.#closed(this.takeThrough('`'))}\``;
			pieces.push(command);
			unknown.push(command);
		} else {
			this.at++;
			pieces.push('$');
		}
	}

	#closed(taken: string | undefined): string {
		this.#isUnclosed ||= taken === undefined;
		return taken ?? '';
	}
}
