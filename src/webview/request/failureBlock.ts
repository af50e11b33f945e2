import * as l10n from '@vscode/l10n';
import type { DetailView, FailureView } from '../../core/panel/failureView.ts';
import { element } from '../dom.ts';
import { plainButton } from './plainButton.ts';
import { type CureDoors, remedyButtons } from './remedyButtons.ts';

export type FailureDoors = CureDoors & {
	/** A person wants to read about the cause. */
	readonly explain: () => void;
};

/** A failure in words, what can help, and everything the server said about it, folded. Server text becomes text nodes only. */
export function failureBlock(failure: FailureView, doors: FailureDoors): HTMLElement {
	const { title, sentence, status, message, details, body, remedies } = failure;
	return element(
		'section',
		{ className: 'failure' },
		element('h2', {}, title),
		element('p', {}, sentence),
		...(message ? [element('blockquote', {}, message)] : []),
		// It stands below each card.
		remedyButtons(
			remedies.filter(({ id }) => id !== 'copy-report'),
			doors,
		),
		...(details.length > 0 || body
			? [
					folded(
						details.length > 0 ? l10n.t('Evidence ({0})', details.length) : l10n.t('Evidence'),
						...details.map(detailBlock),
						...(body ? [folded(l10n.t('Response body'), element('pre', { tabIndex: 0 }, body))] : []),
					),
				]
			: []),
		element(
			'div',
			{ className: 'failure-foot quiet' },
			...(status ? [element('span', {}, status)] : []),
			element('span', { className: 'gap' }),
			plainButton(l10n.t('What This Means'), doors.explain),
			plainButton(l10n.t('Copy Report'), () => doors.cure({ id: 'copy-report', label: '' })),
		),
	);
}

const detailBlock = ({ type, fields }: DetailView): HTMLElement =>
	element(
		'section',
		{ className: 'detail' },
		element('h3', {}, type),
		element('dl', {}, ...fields.flatMap(({ path, value }) => [element('dt', {}, path), element('dd', {}, value)])),
	);

const folded = (summary: string, ...contents: readonly HTMLElement[]): HTMLElement =>
	element('details', {}, element('summary', {}, summary), ...contents);
