import * as l10n from '@vscode/l10n';
import type { AnswerExtra } from '../../core/gemini/answerExtra.ts';
import { element } from '../dom.ts';
import { spelledOut, visible } from '../markdown/hidden.ts';
import { linkNodes } from '../markdown/links.ts';
import { copyButton } from './copyButton.ts';

/** Where an answer is from: what was searched for, what it rests on, and what it cites. */
export function sourcesList(extras: readonly AnswerExtra[]): HTMLElement {
	const searches = extras.filter((extra) => extra.kind === 'search');
	const sources = extras.filter((extra) => extra.kind === 'source');
	const citations = extras.filter((extra) => extra.kind === 'citation');
	return element(
		'div',
		{ className: 'sources' },
		...(searches.length > 0
			? [
					element('h2', { className: 'part-title' }, l10n.t('Searched for')),
					element(
						'ul',
						{ className: 'searches' },
						...searches.map(({ query }) => element('li', {}, spelledOut(query))),
					),
				]
			: []),
		...listOf(
			l10n.t('Sources'),
			sources.map(({ uri, title }) => sourceItem(uri, title, '')),
		),
		...listOf(
			l10n.t('Citations'),
			citations.map(({ uri, title, license, start, end }) =>
				sourceItem(
					uri,
					title,
					[
						...(license === '' ? [] : [l10n.t('License: {0}', spelledOut(license))]),
						...(end > start ? [l10n.t('bytes {0} to {1} of the answer', start, end)] : []),
					].join(' · '),
				),
			),
		),
	);
}

const listOf = (title: string, items: readonly HTMLElement[]): readonly HTMLElement[] =>
	items.length === 0
		? []
		: [element('h2', { className: 'part-title' }, title), element('ol', { ariaLabel: title }, ...items)];

/** An address is a link only to a known host, as in an answer: whoever wrote it may be an attacker. */
function sourceItem(uri: string, title: string, more: string): HTMLElement {
	const name = visible(title).trim() === '' ? '' : spelledOut(title);
	return element(
		'li',
		{ className: 'source markdown' },
		element(
			'div',
			{},
			...(name === '' ? [] : [element('bdi', { className: 'source-title' }, name)]),
			...(uri === '' ? [] : [element('span', { className: 'source-address' }, ...addressOf(uri))]),
			...(more === '' ? [] : [element('span', { className: 'quiet' }, more)]),
		),
		...(uri === '' ? [] : [copyButton(l10n.t('Copy Address'), () => uri)]),
	);
}

const addressOf = (uri: string) => linkNodes(uri, true, [uri]);
