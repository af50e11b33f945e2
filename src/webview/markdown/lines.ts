/** An opened fence: how it is closed, what stands behind it, and how far its code is indented with it. */
export type Fence = { readonly mark: string; readonly info: string; readonly indent: number };

/** The fence a line opens. */
export function fenceOf(line: string): Fence | undefined {
	const [, indent = '', ticks, afterTicks, tildes = '', afterTildes = ''] =
		/^( {0,3})(?:(`{3,})([^`]*)|(~{3,})(.*))$/s.exec(line) ?? [];
	const mark = ticks ?? tildes;
	return mark === '' ? undefined : { mark, info: (afterTicks ?? afterTildes).trim(), indent: indent.length };
}

/** Whether a line closes a fence: with at least as many of the same signs and nothing else. */
export function closes({ mark }: Fence, line: string): boolean {
	const signs = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
	return signs?.startsWith(mark) ?? false;
}

const rule = /^ {0,3}([-_*])(?:[ \t]*\1){2,}[ \t]*$/;

/** How far the text of a list item is indented that a line begins; 0 where it begins none. */
export function itemIndentOf(line: string): number {
	const [, marker = '', space = ''] = /^( {0,3}(?:[*+-]|\d{1,9}[.)]))([ \t]+|$)/.exec(line) ?? [];
	if (marker === '' || rule.test(line)) {
		return 0;
	}
	const width = widthOf(marker + space) - marker.length;
	// Further in it is code inside the item.
	return marker.length + (width > 4 || width === 0 ? 1 : width);
}

/** How far a line is indented, in columns. */
export const indentOf = (line: string): number => widthOf(/^[ \t]*/.exec(line)?.[0] ?? '');

const widthOf = (text: string): number =>
	[...text].reduce((column, character) => (character === '\t' ? column + 4 - (column % 4) : column + 1), 0);

export const isBlank = (line: string): boolean => /^[ \t]*$/.test(line);
