import type { MarkedToken, Token, Tokens } from 'marked';
import { element } from '../dom.ts';
import { codeBlock } from './codeBlock.ts';
import { type Drawn, textOf } from './drawn.ts';
import { inlineNodes } from './inlines.ts';
import type { Outline } from './outline.ts';
import { tableBlock } from './tables.ts';

/** The blocks of an answer, of a list item or of a quotation. Each text runs in the direction it is written in. */
export const blockNodes = (tokens: readonly Token[], outline: Outline): Drawn =>
	tokens.flatMap((token) => blockNode(token as MarkedToken, outline));

function blockNode(token: MarkedToken, outline: Outline): Drawn {
	switch (token.type) {
		case 'space':
			return [];
		case 'heading':
			return headingBlock(token, outline);
		case 'paragraph':
			return [element('p', { dir: 'auto' }, ...inlineNodes(token.tokens))];
		case 'hr':
			return [element('hr')];
		case 'code':
			return [codeBlock(token.lang ?? '', token.text)];
		case 'blockquote':
			return [element('blockquote', {}, ...blockNodes(token.tokens, outline))];
		case 'list':
			return [listBlock(token, outline)];
		case 'table':
			return [tableBlock(token)];
		case 'html':
			return [element('p', { className: 'raw', dir: 'auto' }, token.text.trimEnd())];
		default:
			return inlineNodes([token]);
	}
}

/** A heading, once it says something: those who move by headings would come to an empty one. */
function headingBlock({ depth, tokens }: Tokens.Heading, outline: Outline): Drawn {
	const drawn = inlineNodes(tokens);
	return textOf(drawn).trim() === '' ? [] : [element(outline.next(depth), { dir: 'auto' }, ...drawn)];
}

function listBlock({ ordered, start, items }: Tokens.List, outline: Outline): HTMLElement {
	const drawn = items.map(({ task, tokens }) =>
		element('li', { dir: 'auto', ...(task ? { className: 'task' } : {}) }, ...blockNodes(tokens, outline)),
	);
	return ordered ? element('ol', { start: Number(start) }, ...drawn) : element('ul', {}, ...drawn);
}
