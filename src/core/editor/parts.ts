import type { Span } from './span.ts';

/** Where in an editor a person is, in the document's offsets. */
export type Cursors = {
	/** What is selected: one span for each cursor, empty where nothing is. */
	readonly selections: readonly Span[];
	/** The line of the first cursor, without its line end. */
	readonly line: Span;
};

/** Selected parts, the line, or the whole document, for which a person is asked first. */
export type EditorParts = { readonly parts: readonly Span[]; readonly isWholeDocument: boolean };

/** What of a document to send; undefined where there is nothing but white space. */
export function partsOf(document: string, { selections, line }: Cursors): EditorParts | undefined {
	const textOf = ({ start, end }: Span) => document.slice(start, end);
	const selected = selections.filter((span) => textOf(span).trim() !== '');
	if (selected.length > 0) {
		return { parts: selected, isWholeDocument: false };
	}
	const words = textOf(line);
	if (words.trim() !== '') {
		const start = line.start + words.length - words.trimStart().length;
		return { parts: [{ start, end: start + words.trim().length }], isWholeDocument: false };
	}
	const whole = { start: 0, end: document.length };
	return document.trim() === '' ? undefined : { parts: [whole], isWholeDocument: true };
}

/** Several parts as one text, each a paragraph. */
export const joined = (texts: readonly string[]): string => texts.join('\n\n');
