import { Scanner } from './scanner.ts';
import type { ShellScript } from './shellCommand.ts';

const plain = /[^"^&|<>\n]+/y;
const backslashes = /\\+/y;
const argument = /[^\\" \t\n]+/y;
const quoted = /[^\\"]+/y;

/**
 * Reads one command of the Windows command prompt: first as `cmd.exe` takes its carets away, then as programs split what is left
 * (https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments). What `%NAME%` stands for is not known.
 */
export const readWindowsCommand = (text: string): ShellScript => ({
	commands: [
		{ words: argumentsIn(withoutCarets(text)).map((each) => ({ text: each, unknown: placeholdersIn(each) })) },
	],
	assigned: [],
	isUnclosed: false,
});

/** The command up to where it ends, or its output goes elsewhere. A caret guards what follows it, except within quotation marks. */
function withoutCarets(text: string): string {
	const scanner = new Scanner(text);
	const pieces: string[] = [];
	let isQuoted = false;
	while (!scanner.isAtEnd) {
		pieces.push(scanner.take(plain));
		const char = scanner.char ?? '';
		scanner.at++;
		if (char === '"') {
			isQuoted = !isQuoted;
			pieces.push(char);
		} else if (isQuoted) {
			pieces.push(char);
		} else if (char !== '^') {
			break;
		} else {
			// A line feed goes with its caret, and what follows it is guarded in its stead.
			scanner.at += scanner.char === '\n' ? 1 : 0;
			pieces.push(scanner.char ?? '');
			scanner.at++;
		}
	}
	return pieces.join('');
}

function argumentsIn(line: string): string[] {
	const scanner = new Scanner(line);
	const words: string[] = [];
	while (scanner.take(/\s+/y) !== '' || !scanner.isAtEnd) {
		if (!scanner.isAtEnd) {
			words.push(argumentAt(scanner));
		}
	}
	return words;
}

function argumentAt(scanner: Scanner): string {
	const pieces: string[] = [];
	let isQuoted = false;
	while (!scanner.isAtEnd && (isQuoted || !/\s/.test(scanner.char ?? ''))) {
		pieces.push(scanner.take(isQuoted ? quoted : argument));
		const { length } = scanner.take(backslashes);
		if (scanner.char !== '"') {
			pieces.push('\\'.repeat(length));
			continue;
		}
		pieces.push('\\'.repeat(length >> 1));
		scanner.at++;
		if (length % 2 === 1) {
			pieces.push('"');
		} else if (isQuoted && scanner.char === '"') {
			scanner.at++;
			pieces.push('"');
		} else {
			isQuoted = !isQuoted;
		}
	}
	return pieces.join('');
}

const placeholdersIn = (text: string): readonly string[] => text.match(/%[A-Za-z_]\w{0,100}%/g) ?? [];
