const mostArguments = 64;
/** In UTF-16 units, all of it: whoever is to allow it has to see its end. */
const longestCommand = 2_000;
/** In seconds. Somebody may have to type a password, or hold a finger to the machine. */
export const usualTimeout = 60;
const longestTimeout = 600;

/** Whether this can be run: a program and its arguments. */
export const isCommand = (value: unknown): value is readonly string[] =>
	Array.isArray(value) &&
	value.length <= mostArguments &&
	value.every((each) => typeof each === 'string' && !each.includes('\0')) &&
	value.join(' ').length <= longestCommand &&
	typeof value[0] === 'string' &&
	value[0].trim() !== '';

export const isTimeout = (value: unknown): value is number =>
	typeof value === 'number' && value >= 1 && value <= longestTimeout;

/** A typed line as an argument list. `shell`: it has a word that only a shell would understand. */
export type TypedCommand =
	| { readonly kind: 'command'; readonly command: readonly string[] }
	| { readonly kind: 'unclosed' | 'empty' | 'too-long' }
	| { readonly kind: 'shell'; readonly word: string };

/** What nobody means to hand to a program as it is. */
const ofShells = /^(?:[|&;]+|[<>]{1,2}|\d?>{1,2}&?\d?)$/;

/**
 * Splits a typed line at its spaces. Quotation marks, single or double, hold spaces together; within double ones a backslash
 * guards a quotation mark. Everything else stands for itself, so that paths of Windows need no care.
 */
export function readCommandLine(line: string): TypedCommand {
	const words: string[] = [];
	let word: string | undefined;
	let quote: string | undefined;
	let isQuoted = false;
	for (let at = 0; at < line.length; at++) {
		const char = line.charAt(at);
		if (quote !== undefined) {
			if (char === quote) {
				quote = undefined;
			} else if (quote === '"' && char === '\\' && line[at + 1] === '"') {
				word += '"';
				at++;
			} else {
				word += char;
			}
		} else if (char === '"' || char === "'") {
			quote = char;
			isQuoted = true;
			word ??= '';
		} else if (/\s/.test(char)) {
			if (word !== undefined) {
				words.push(word);
			}
			word = undefined;
			isQuoted = false;
		} else {
			word = (word ?? '') + char;
		}
		const isWhole = quote === undefined && (at + 1 === line.length || /\s/.test(line.charAt(at + 1)));
		if (isWhole && !isQuoted && word !== undefined && ofShells.test(word)) {
			return { kind: 'shell', word };
		}
	}
	if (quote !== undefined) {
		return { kind: 'unclosed' };
	}
	const command = word === undefined ? words : [...words, word];
	// Its value may be a secret, and is repeated nowhere.
	const [variable] = /^[A-Za-z_]\w*=/.exec(command[0] ?? '') ?? [];
	if (variable !== undefined) {
		return { kind: 'shell', word: variable };
	}
	return command.length === 0 || command[0] === ''
		? { kind: 'empty' }
		: isCommand(command)
			? { kind: 'command', command }
			: { kind: 'too-long' };
}

/** An argument list as one line that `readCommandLine` reads the same; each argument can be told from the next. */
export const shownCommand = (command: readonly string[]): string => command.map(shownArgument).join(' ');

/** In quotation marks where it needs them, and an apostrophe in marks of the other kind. */
const shownArgument = (argument: string): string =>
	argument !== '' && !/[\s"']/.test(argument) && !ofShells.test(argument)
		? argument
		: `'${argument.replaceAll("'", `'"'"'`)}'`;

/** What a program is called in a sentence: the end of its path. */
export const programOf = ([program = '']: readonly string[]): string => program.split(/[\\/]/).at(-1) || program;

/**
 * Whether what a command does depends on the folder it is run in: its program or an argument is named by a path from there.
 * All others are run elsewhere, where no folder's files can come into their way.
 */
export const isOfFolder = ([program = '', ...rest]: readonly string[]): boolean =>
	(/[\\/]/.test(program) && !/^(?:[\\/]|[A-Za-z]:[\\/])/.test(program)) ||
	rest.some((each) => /^\.{1,2}[\\/]/.test(each));
