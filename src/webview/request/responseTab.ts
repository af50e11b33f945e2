import * as l10n from '@vscode/l10n';
import type { TurnDetails } from '../../core/panel/turnDetails.ts';
import { element } from '../dom.ts';
import { icon } from '../icon.ts';
import { spelledOut } from '../markdown/hidden.ts';
import { copyButton } from './copyButton.ts';
import { headersList } from './headersList.ts';

/** What came back: when, with which headers, and the events as they were. */
export function responseTab({ response, timeline }: TurnDetails): readonly HTMLElement[] {
	return [
		...(response ? [statusLine(response)] : [element('p', { className: 'quiet' }, l10n.t('No response came.'))]),
		element('h2', { className: 'part-title' }, l10n.t('Timeline')),
		timelineList(timeline),
		...(response
			? [
					element('h2', { className: 'part-title' }, l10n.t('Headers')),
					headersList(l10n.t('Headers'), response.headers),
					...piecesBlock(response),
				]
			: []),
	];
}

type Response = NonNullable<TurnDetails['response']>;

const statusLine = ({ status, bytes }: Response): HTMLElement =>
	element(
		'div',
		{ className: 'call-line' },
		element('strong', { className: 'state' }, icon(status < 300 ? 'pass' : 'error'), l10n.t('HTTP {0}', status)),
		element('span', { className: 'quiet' }, l10n.t('{0} bytes', bytes.toLocaleString())),
	);

/** Each moment with a bar for the time since the one before it: the long bar is what was waited for. */
function timelineList(timeline: TurnDetails['timeline']): HTMLElement {
	const whole = Math.max(1, ...timeline.map(({ ms }) => ms));
	return element(
		'ol',
		{ className: 'timeline', ariaLabel: l10n.t('Timeline') },
		...timeline.map(({ label, ms }, index) => {
			const before = timeline[index - 1]?.ms ?? 0;
			return element(
				'li',
				{},
				element('span', {}, label),
				element('progress', { max: whole, value: Math.max(0, ms - before), ariaHidden: 'true' }),
				element('span', { className: 'ms' }, l10n.t('{0} ms', ms.toLocaleString())),
			);
		}),
	);
}

function piecesBlock({ pieces, gap, headers }: Response): readonly HTMLElement[] {
	if (pieces.length === 0) {
		return [];
	}
	const isStream = headers.some(({ name, value }) => name === 'content-type' && /^text\/event-stream\b/i.test(value));
	const title = isStream ? l10n.t('Events') : l10n.t('Body');
	const list = element('ol', { className: 'events', tabIndex: 0, ariaLabel: title, dir: 'ltr' });
	for (const [index, piece] of pieces.entries()) {
		if (gap?.after === index) {
			list.append(gapItem(gap.words));
		}
		list.append(element('li', {}, spelledOut(piece)));
	}
	return [
		element(
			'div',
			{ className: 'events-head' },
			element('h2', { className: 'part-title' }, title),
			copyButton(l10n.t('Copy {0}', title), () => pieces.join('\n\n')),
		),
		list,
	];
}

const gapItem = (words: string): HTMLElement => element('li', { className: 'gap-item quiet' }, words);
