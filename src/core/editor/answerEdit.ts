import { additionFor, type Piece, pieceAt, replacementFor } from './piece.ts';
import type { Span, SpanEdit } from './span.ts';
import type { AnswerPlace } from './template.ts';

/** Places in the document that was sent. */
export type InnerPlace = Extract<AnswerPlace, 'below' | 'replace'>;

/** The edit that puts an answer where it belongs, for what stands at `span` now. */
export function answerEdit(
	place: InnerPlace,
	document: string,
	span: Span,
	eol: Piece['eol'],
	answer: string,
): SpanEdit {
	const piece = pieceAt(document, span, eol);
	if (place === 'replace') {
		return { ...span, text: replacementFor(piece, answer) };
	}
	const at = endOfLine(document, span.start + piece.text.trimEnd().length);
	return { start: at, end: at, text: additionFor(piece, answer) };
}

function endOfLine(document: string, offset: number): number {
	const feed = document.indexOf('\n', offset);
	const end = feed === -1 ? document.length : feed;
	return feed !== -1 && document[feed - 1] === '\r' && feed > offset ? feed - 1 : end;
}
