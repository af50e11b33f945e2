import { onlyFencedBlock } from './fence.ts';
import { commonIndentation, indentationOf, withIndentation, withoutIndentation } from './indentation.ts';
import type { Span } from './span.ts';

/** A part of a document that is sent by itself, as it stands there. */
export type Piece = {
	readonly text: string;
	/** What stands before it in its first line. */
	readonly before: string;
	/** Line end of the document. */
	readonly eol: '\n' | '\r\n';
};

/** The piece that a span of a document is. */
export const pieceAt = (document: string, { start, end }: Span, eol: Piece['eol']): Piece => ({
	text: document.slice(start, end),
	before: document.slice(document.lastIndexOf('\n', start - 1) + 1, start),
	eol,
});

/** What is sent of a piece: its lines without the indentation they share, so that the answer's own can be told from it. */
export const sentOf = (piece: Piece): string => withoutIndentation(linesOf(piece), indentationIn(piece)).join('\n');

/** What of an answer is put into code: of one that is a fenced block and nothing else, its content. */
export const textToPut = (answer: string): string => onlyFencedBlock(answer)?.content ?? answer;

/** The text that takes the place of a piece: with the piece's indentation, and its blank lines around it. */
export function replacementFor(piece: Piece, answer: string): string {
	const [first = '', ...rest] = indentedLike(piece, answer);
	const lead = leadOf(piece);
	// What stands before the piece in its line stays there.
	const begun = first.startsWith(lead) ? first.slice(lead.length) : first.trimStart();
	const [blankBefore = ''] = /^(?:[ \t]*\r?\n)*/.exec(piece.text) ?? [];
	const ownIndentation = blankBefore === '' ? begun : first;
	const blankAfter = piece.text.slice(piece.text.trimEnd().length);
	return blankBefore + [ownIndentation, ...rest].join(piece.eol) + blankAfter;
}

/** The text that is put at the end of the last line of a piece. */
export const additionFor = (piece: Piece, answer: string): string =>
	indentedLike(piece, answer)
		.map((line) => piece.eol + line)
		.join('');

function indentedLike(piece: Piece, answer: string): string[] {
	const lines = textToPut(answer)
		.replace(/^(?:[ \t]*\r?\n)+/, '')
		.trimEnd()
		.split(/\r?\n/);
	return withIndentation(withoutIndentation(lines, commonIndentation(lines)), indentationIn(piece));
}

const indentationIn = (piece: Piece): string => commonIndentation(linesOf(piece));

/** As if the first line began where its line does: what counts there is its indentation alone. */
const linesOf = (piece: Piece): string[] => (leadOf(piece) + piece.text).split(/\r?\n/);

const leadOf = ({ before }: Piece): string => indentationOf(before);
