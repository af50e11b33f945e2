import { readLenient } from '../errors/reading/lenientJson.ts';
import { parseJson } from '../parseJson.ts';
import { Scanner } from './scanner.ts';

/**
 * The object in a text that is JSON, or was meant to be: with comments, trailing commas, the quotation marks of Python or
 * JavaScript, or marks that were escaped for a shell that takes the escapes away. Undefined where there is none, or something
 * stands behind it.
 */
export function readLooseJson(text: string): Readonly<Record<string, unknown>> | undefined {
	const trimmed = text.trim();
	const strict = parseJson(trimmed);
	if (strict !== undefined) {
		return asObject(strict);
	}
	const bare = withoutComments(trimmed).trim();
	if (!bare.startsWith('{')) {
		return undefined;
	}
	const unguarded = /^\{\s*\\"/.test(bare) ? parseJson(unguardedMarks(bare)) : undefined;
	return asObject(unguarded ?? parseJson(bare) ?? lenient(bare));
}

/** Properties of a value; none where it has none. */
export const asObject = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;

function lenient(text: string): unknown {
	const { value, end, state } = readLenient(text, 0);
	return state === 'whole' && text.slice(end).trim() === '' ? value : undefined;
}

const unguardedMarks = (text: string): string => text.replace(/\\([\\"])/g, '$1');

/** Line comments, of `#` and `//`, and block comments; marks within strings are none. */
function withoutComments(text: string): string {
	const scanner = new Scanner(text);
	const pieces: string[] = [];
	let quote: string | undefined;
	while (!scanner.isAtEnd) {
		pieces.push(scanner.take(/[^"'\\#/]+/y));
		if (quote === undefined && scanner.take(/#|\/\//y) !== '') {
			scanner.takeLine();
			pieces.push('\n');
		} else if (quote === undefined && scanner.take(/\/\*/y) !== '') {
			if (scanner.takeThrough('*/') === undefined) {
				break;
			}
		} else {
			const mark = scanner.take(/\\[\s\S]|[\s\S]/y);
			pieces.push(mark);
			quote = mark !== '"' && mark !== "'" ? quote : quote === undefined ? mark : quote === mark ? undefined : quote;
		}
	}
	return pieces.join('');
}
