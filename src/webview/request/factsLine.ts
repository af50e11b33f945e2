import * as l10n from '@vscode/l10n';
import type { Fact } from '../../core/panel/turn.ts';
import { element } from '../dom.ts';

/** What is known about a call: its tokens, times and end. The line has its height before there is anything in it. */
export class FactsLine {
	readonly element = element('dl', { className: 'facts', ariaLabel: l10n.t('About this answer'), hidden: true });
	#shown = '';

	/** `facts`: undefined while the call goes on. */
	show(facts: readonly Fact[] | undefined, isRunning: boolean): void {
		this.element.hidden = !isRunning && !facts?.length;
		const shown = JSON.stringify(facts ?? []);
		if (shown !== this.#shown) {
			this.#shown = shown;
			this.element.replaceChildren(
				...(facts ?? []).map(({ label, value }) =>
					element('div', {}, element('dt', {}, label), element('dd', {}, value)),
				),
			);
		}
	}
}
