import type { Token } from 'markdown-it';
import { element } from '../dom.ts';
import { type Branch, branchesOf } from './branches.ts';
import type { Drawn } from './drawn.ts';
import { spelledOut } from './hidden.ts';
import { imageNodes, linkNodes } from './links.ts';

/** What stands in a line of text. All text of the answer becomes text nodes, whatever it says. */
export const inlineNodes = (tokens: readonly Token[] | null): Drawn => nodesOf(branchesOf(tokens ?? []));

const nodesOf = (branches: readonly Branch[]): Drawn => branches.flatMap(inlineNode);

function inlineNode({ token, inside }: Branch): Drawn {
	switch (token.type) {
		case 'softbreak':
			return ['\n'];
		case 'hardbreak':
			return [element('br')];
		case 'strong_open':
			return [element('strong', {}, ...nodesOf(inside))];
		case 'em_open':
			return [element('em', {}, ...nodesOf(inside))];
		case 's_open':
			return [element('del', {}, ...nodesOf(inside))];
		case 'code_inline':
			return [element('code', { dir: 'ltr' }, spelledOut(token.content))];
		case 'link_open':
			return linkNodes(String(token.attrGet('href') ?? ''), token.info === 'auto', nodesOf(inside));
		case 'image':
			return imageNodes(String(token.attrGet('src') ?? ''), inlineNodes(token.children));
		default:
			return [token.content];
	}
}
