import * as l10n from '@vscode/l10n';
import { element } from '../dom.ts';
import type { Branch } from './branches.ts';

/** The checkbox of an item that is a task; its sign is taken out of the text. */
export function checkboxOf(inside: readonly Branch[]): HTMLElement | undefined {
	const text = inside[0]?.token.type === 'paragraph_open' ? inside[0].inside[0]?.token.children?.[0] : undefined;
	const sign = text?.type === 'text' ? /^\[([ xX])\](?:\s+|$)/.exec(text.content) : null;
	if (!text || !sign) {
		return undefined;
	}
	text.content = text.content.slice(sign[0].length);
	const checked = sign[1] !== ' ';
	return element('input', {
		type: 'checkbox',
		disabled: true,
		// The attribute, by which two drawings of the same item are told to be the same.
		defaultChecked: checked,
		ariaLabel: checked ? l10n.t('Completed task') : l10n.t('Incomplete task'),
	});
}
