import type { Token } from 'markdown-it';
import { element } from '../dom.ts';
import { type Branch, branchesOf } from './branches.ts';
import { codeBlock } from './codeBlock.ts';
import { type Drawn, textOf } from './drawn.ts';
import { inlineNodes } from './inlines.ts';
import type { Outline } from './outline.ts';
import { tableBlock } from './tables.ts';
import { checkboxOf } from './tasks.ts';

/** The blocks of an answer. Each text runs in the direction it is written in. */
export const blockNodes = (tokens: readonly Token[], outline: Outline): Drawn => nodesOf(branchesOf(tokens), outline);

/** What cannot be read as Markdown, or would be too much, as it was written. */
export const plainBlock = (text: string): HTMLElement =>
	element('p', { className: 'raw', dir: 'auto' }, text.trimEnd());

const nodesOf = (branches: readonly Branch[], outline: Outline): Drawn =>
	branches.flatMap((branch) => blockNode(branch, outline));

function blockNode({ token, inside }: Branch, outline: Outline): Drawn {
	switch (token.type) {
		case 'inline':
			return inlineNodes(token.children);
		case 'heading_open':
			return headingBlock(Number(token.tag.slice(1)), nodesOf(inside, outline), outline);
		case 'paragraph_open': {
			const drawn = nodesOf(inside, outline);
			// Items that no blank line parts have their text in no paragraph.
			return token.hidden ? drawn : [element('p', { dir: 'auto' }, ...drawn)];
		}
		case 'hr':
			return [element('hr')];
		case 'fence':
		case 'code_block':
			return [codeBlock(token.info, token.content.replace(/\n$/, ''))];
		case 'blockquote_open':
			return [element('blockquote', {}, ...nodesOf(inside, outline))];
		case 'bullet_list_open':
			return [element('ul', {}, ...nodesOf(inside, outline))];
		case 'ordered_list_open':
			return [element('ol', { start: Number(token.attrGet('start') ?? 1) }, ...nodesOf(inside, outline))];
		case 'list_item_open':
			return [itemBlock(inside, outline)];
		case 'table_open':
			return [tableBlock(inside)];
		default:
			return [plainBlock(token.content)];
	}
}

/** A heading, once it says something: those who move by headings would come to an empty one. */
const headingBlock = (depth: number, drawn: Drawn, outline: Outline): Drawn =>
	textOf(drawn).trim() === '' ? [] : [element(outline.next(depth), { dir: 'auto' }, ...drawn)];

function itemBlock(inside: readonly Branch[], outline: Outline): HTMLElement {
	const checkbox = checkboxOf(inside);
	const drawn = nodesOf(inside, outline);
	return checkbox
		? element('li', { dir: 'auto', className: 'task' }, checkbox, ' ', ...drawn)
		: element('li', { dir: 'auto' }, ...drawn);
}
