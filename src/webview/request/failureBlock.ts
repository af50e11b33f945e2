import * as l10n from '@vscode/l10n';
import type { DetailView, FailureView } from '../../core/panel/failureView.ts';
import { element } from '../dom.ts';

/** A failure in words, with everything the server said about it. Server text becomes text nodes only. */
export function failureBlock({ title, sentence, status, message, details, body }: FailureView): HTMLElement {
	return element(
		'section',
		{ className: 'failure' },
		element('h2', {}, title),
		element('p', {}, sentence),
		...(status ? [element('p', { className: 'quiet' }, status)] : []),
		...(message ? [element('blockquote', {}, message)] : []),
		...details.map(detailBlock),
		...(body ? [folded(l10n.t('Response body'), element('pre', {}, body))] : []),
	);
}

const detailBlock = ({ type, fields }: DetailView): HTMLElement =>
	element(
		'section',
		{ className: 'detail' },
		element('h3', {}, type),
		element('dl', {}, ...fields.flatMap(({ path, value }) => [element('dt', {}, path), element('dd', {}, value)])),
	);

const folded = (summary: string, content: HTMLElement): HTMLElement =>
	element('details', {}, element('summary', {}, summary), content);
