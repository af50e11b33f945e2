import * as l10n from '@vscode/l10n';
import type { MarkedToken, Token } from 'marked';
import { element } from '../dom.ts';
import { decodeReferences } from './characterReferences.ts';
import type { Drawn } from './drawn.ts';
import { spelledOut } from './hidden.ts';
import { imageNodes, linkNodes } from './links.ts';

/** What stands in a line of text. All text of the answer becomes text nodes, whatever it says. */
export const inlineNodes = (tokens: readonly Token[] = []): Drawn =>
	tokens.flatMap((token) => inlineNode(token as MarkedToken));

function inlineNode(token: MarkedToken): Drawn {
	switch (token.type) {
		case 'text':
			// Of its references the lexer replaces some; so what was written is read, lest some be replaced twice.
			return token.tokens ? inlineNodes(token.tokens) : [token.escaped ? token.raw : decodeReferences(token.raw)];
		case 'escape':
			return [token.text];
		case 'strong':
		case 'em':
		case 'del':
			return [element(token.type, {}, ...inlineNodes(token.tokens))];
		case 'codespan':
			return [element('code', { dir: 'ltr' }, spelledOut(token.text))];
		case 'br':
			return [element('br')];
		case 'link':
			return linkNodes(token, inlineNodes(token.tokens));
		case 'image':
			return imageNodes(token, inlineNodes(token.tokens));
		case 'checkbox':
			return [checkbox(token.checked), ' '];
		default:
			return [token.raw];
	}
}

const checkbox = (checked: boolean): Node =>
	element('input', {
		type: 'checkbox',
		disabled: true,
		// The attribute, by which two drawings of the same item are told to be the same.
		defaultChecked: checked,
		ariaLabel: checked ? l10n.t('Completed task') : l10n.t('Incomplete task'),
	});
