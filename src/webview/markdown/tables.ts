import * as l10n from '@vscode/l10n';
import { element } from '../dom.ts';
import type { Branch } from './branches.ts';
import { inlineNodes } from './inlines.ts';

/** A table, which scrolls sideways on its own where it is wider than the page; by keyboard too, so it takes the focus. */
export function tableBlock(parts: readonly Branch[]): HTMLElement {
	const [headings = [], ...rows] = parts.flatMap(({ inside }) => inside.map((row) => row.inside));
	// The corner above names of rows is mostly empty, and then the head of nothing.
	const head = headings.map((each) => (each.inside[0]?.token.content === '' ? element('td') : cell('th', each)));
	const body = rows.map((row) => element('tr', {}, ...row.map((each) => cell('td', each))));
	const table = element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...body));
	const name = head
		.map(({ textContent }) => textContent)
		.filter((text) => text !== '')
		.join(', ')
		.slice(0, 80);
	const scrolled = element('div', { className: 'table', tabIndex: 0, ariaLabel: l10n.t('Table: {0}', name) }, table);
	// A group, so that it may have a name.
	scrolled.setAttribute('role', 'group');
	return scrolled;
}

// Aligned by class: the page allows no styles in attributes.
function cell(name: 'th' | 'td', { token, inside }: Branch): HTMLElement {
	const align = String(token.attrGet('style') ?? '').split(':')[1];
	return element(
		name,
		{ dir: 'auto', ...(name === 'th' ? { scope: 'col' } : {}), ...(align ? { className: `align-${align}` } : {}) },
		...inside.flatMap((each) => inlineNodes(each.token.children)),
	);
}
