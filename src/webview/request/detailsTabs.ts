import * as l10n from '@vscode/l10n';
import type { TurnDetails } from '../../core/panel/turnDetails.ts';
import { element } from '../dom.ts';
import { requestTab } from './requestTab.ts';
import { responseTab } from './responseTab.ts';

/** The tabs beside the answer: what was sent, and what came back. Drawn only when they are looked at. */
export class DetailsTabs {
	readonly request = element('div', { className: 'call', tabIndex: 0 });
	readonly response = element('div', { className: 'call', tabIndex: 0 });
	#shown = '';

	/** Undefined: they are not kept any more. */
	show(details: TurnDetails | undefined): void {
		const shown = JSON.stringify(details ?? null);
		if (shown === this.#shown) {
			return;
		}
		this.#shown = shown;
		const note = () => [
			element(
				'p',
				{ className: 'quiet' },
				l10n.t('What was sent and what came back is kept only until the window is reloaded. Send again to see it.'),
			),
		];
		this.request.replaceChildren(...(details ? requestTab(details) : note()));
		this.response.replaceChildren(...(details ? responseTab(details) : note()));
	}
}
