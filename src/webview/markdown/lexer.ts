import { Lexer, type MarkedToken, type Token, Tokenizer } from 'marked';
import { inlinePieces } from './inlinePieces.ts';
import { math } from './math.ts';

/** How deep blocks may lie in blocks, and emphasis in emphasis. What lies deeper is shown as it was written. */
const deepest = 20;

class BoundedTokenizer extends Tokenizer {
	#depth = 0;

	override blockquote(source: string) {
		return this.#deeper(() => super.blockquote(source));
	}

	override list(source: string) {
		return this.#deeper(() => super.list(source));
	}

	// Rows are filled up to the width of the head, so a wide head over many short rows would make millions of cells.
	override table(source: string) {
		const columns = source.slice(0, source.indexOf('\n')).split('|').length;
		if (columns > 8) {
			const written = this.rules.block.table.exec(source)?.[0] ?? '';
			if (columns * written.split('\n').length > 2 * written.length) {
				return undefined;
			}
		}
		return super.table(source);
	}

	// Markup of HTML is shown as text, so it does not change how what follows is read.
	override tag(source: string) {
		const before = { ...this.lexer.state };
		const token = super.tag(source);
		Object.assign(this.lexer.state, before);
		return token;
	}

	// Definitions may stand anywhere behind what refers to them. While an answer streams, that would change what a person
	// has already read, so references stay text; models hardly write them.
	override def(): undefined {}

	override reflink(): undefined {}

	#deeper<T>(read: () => T | undefined): T | undefined {
		if (this.#depth >= deepest) {
			return undefined;
		}
		this.#depth += 1;
		try {
			return read();
		} finally {
			this.#depth -= 1;
		}
	}
}

class BoundedLexer extends Lexer {
	#depth = 0;

	constructor() {
		super({ gfm: true, tokenizer: new BoundedTokenizer(), extensions: { ...math, renderers: {}, childTokens: {} } });
	}

	override inlineTokens(source: string, tokens: Token[] = []): Token[] {
		if (this.#depth >= deepest) {
			tokens.push({ type: 'text', raw: source, text: source, escaped: true });
			return tokens;
		}
		this.#depth += 1;
		try {
			for (const piece of this.#depth === 1 ? inlinePieces(source) : [source]) {
				super.inlineTokens(piece, tokens);
			}
		} finally {
			this.#depth -= 1;
		}
		return tokens;
	}
}

/** The blocks of a text; as one block of plain text where the lexer gives up. */
export function lexBlocks(text: string): readonly Token[] {
	try {
		return new BoundedLexer().lex(text);
	} catch {
		return [plainText(text)];
	}
}

/** Markup of HTML is never more than its text, which is just what plain text has to be. */
export const plainText = (text: string): MarkedToken => ({ type: 'html', raw: text, text, block: true, pre: false });
