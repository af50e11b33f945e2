import * as l10n from '@vscode/l10n';
import type { TurnDetails } from '../../core/panel/turnDetails.ts';
import { element } from '../dom.ts';
import { codeBlock } from '../markdown/codeBlock.ts';
import { spelledOut } from '../markdown/hidden.ts';
import { copyButton } from './copyButton.ts';
import { headersList } from './headersList.ts';

/** What was sent, as the transport had it, without the credential. */
export function requestTab({ request }: TurnDetails): readonly HTMLElement[] {
	if (!request) {
		return [element('p', { className: 'quiet' }, l10n.t('Nothing was sent.'))];
	}
	const { method, url, headers, body } = request;
	return [
		element(
			'div',
			{ className: 'call-line' },
			element('strong', {}, method),
			element('span', { className: 'call-url' }, spelledOut(url)),
			copyButton(l10n.t('Copy Address'), () => url),
		),
		element('h2', { className: 'part-title' }, l10n.t('Headers')),
		headersList(l10n.t('Headers'), headers),
		...(body === ''
			? []
			: [
					element('h2', { className: 'part-title' }, l10n.t('Body')),
					element('div', { className: 'markdown' }, codeBlock('json', body)),
				]),
	];
}
