// Far above what a paragraph of an answer has.
const longest = 4000;
const mostDelimiters = 128;
const delimiters = /[*_~]+|\[/g;

/**
 * The text of a paragraph in pieces that can each be lexed in little time. What the lexer needs grows with the product of
 * length and delimiters, so a hostile paragraph could stop the page. Only emphasis across the end of a piece is lost.
 */
export function inlinePieces(text: string): string[] {
	const pieces: string[] = [];
	for (let start = 0; start < text.length; ) {
		const end = pieceEnd(text, start);
		pieces.push(text.slice(start, end));
		start = end;
	}
	return pieces;
}

function pieceEnd(text: string, start: number): number {
	let end = Math.min(start + longest, text.length);
	delimiters.lastIndex = start;
	for (let count = 0, found = delimiters.exec(text); found && found.index < end; found = delimiters.exec(text)) {
		count += 1;
		if (count > mostDelimiters) {
			end = found.index;
		}
	}
	if (end === text.length) {
		return end;
	}
	const piece = text.slice(start, end);
	return start + (Math.max(piece.lastIndexOf(' '), piece.lastIndexOf('\n')) + 1 || piece.length);
}
