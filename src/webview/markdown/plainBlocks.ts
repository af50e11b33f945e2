import type { MarkdownIt, StateBlock } from 'markdown-it';

/** How deep blocks may lie in blocks, a list counting twice. What lies deeper is shown as it was written. */
const deepest = 20;

/** Has the lexer take blocks that are too much as they were written, as tokens of the type `plain`. */
export function addPlainBlocks({ block }: MarkdownIt): void {
	block.ruler.before('table', 'deep', (state, start, end) => state.level >= deepest && takePlain(state, start, end));
	block.ruler.before('table', 'wide', (state, start, end, silent) => {
		const length = lengthOfWideTable(state, start, end);
		return length > 0 && (silent || takePlain(state, start, start + length));
	});
}

function takePlain(state: StateBlock, start: number, end: number): boolean {
	const token = state.push('plain', '', 0);
	token.content = state.getLines(start, end, state.blkIndent, false);
	state.line = end;
	return true;
}

/**
 * How many lines a table has that would be far more cells than text: rows are filled up to the width of the head, so a wide
 * head over many short rows would make millions. 0 where there is none.
 */
function lengthOfWideTable(state: StateBlock, start: number, end: number): number {
	const lineAt = (line: number) => state.getLines(line, line + 1, 0, false);
	const columns = start + 1 < end ? lineAt(start).split('|').length : 0;
	if (columns <= 8 || !/^[-:| \t>]+$/.test(lineAt(start + 1))) {
		return 0;
	}
	let next = start;
	while (next < end && !state.isEmpty(next)) {
		next += 1;
	}
	const written = state.getLines(start, next, 0, false).length;
	return columns * (next - start) > 2 * written ? next - start : 0;
}
