/** A part of a document, from one offset to before another, in UTF-16 units. */
export type Span = { readonly start: number; readonly end: number };

/** What was done to a document: so many units at an offset gave way to so many others. */
export type TextChange = { readonly offset: number; readonly removed: number; readonly added: number };

/** Where a span is after a change: it follows its text. Undefined where the change reached into the text itself. */
export function movedBy(span: Span, { offset, removed, added }: TextChange): Span | undefined {
	if (offset >= span.end) {
		return span;
	}
	if (offset + removed > span.start) {
		return undefined;
	}
	const by = added - removed;
	return { start: span.start + by, end: span.end + by };
}

/** A text that is to stand in the place of a span. */
export type SpanEdit = Span & { readonly text: string };

/** A text with edits carried out, which do not overlap. */
export function edited(text: string, edits: readonly SpanEdit[]): string {
	const inOrder = edits.toSorted((one, other) => one.start - other.start);
	const parts = inOrder.map((edit, index) => text.slice(inOrder[index - 1]?.end ?? 0, edit.start) + edit.text);
	return parts.join('') + text.slice(inOrder.at(-1)?.end ?? 0);
}
