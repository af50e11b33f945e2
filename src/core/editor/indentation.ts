/** The white space that all lines with something in them begin with. */
export function commonIndentation(lines: readonly string[]): string {
	const indentations = lines.filter((line) => line.trim() !== '').map(indentationOf);
	return indentations.reduce(shared, indentations[0] ?? '');
}

export const indentationOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? '';

export const withoutIndentation = (lines: readonly string[], indentation: string): string[] =>
	lines.map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line.trimStart()));

/** Empty lines stay empty. */
export const withIndentation = (lines: readonly string[], indentation: string): string[] =>
	lines.map((line) => (line.trim() === '' ? '' : indentation + line));

function shared(one: string, other: string): string {
	let length = 0;
	while (length < one.length && one[length] === other[length]) {
		length++;
	}
	return one.slice(0, length);
}
