import * as l10n from '@vscode/l10n';
import { element } from '../dom.ts';

/** Whether the next prompt goes on from what was answered. Offered as soon as something was. */
export class ConversationChoice {
	readonly element: HTMLElement;
	readonly #box = element('input', { type: 'checkbox', id: 'conversation' });
	readonly #label = element('label', { htmlFor: 'conversation' });

	constructor() {
		this.element = element('span', { className: 'choice' }, this.#box, this.#label);
		this.show(0);
	}

	/** `yes` or nothing, as it stands in the fields. */
	get value(): string {
		return this.#box.checked ? 'yes' : '';
	}

	set value(value: string) {
		this.#box.checked = value !== '';
	}

	/** `turns`: how many there are to go on from. */
	show(turns: number): void {
		this.element.hidden = turns === 0;
		this.#label.textContent =
			turns > 1 ? l10n.t('Continue the conversation ({0} turns)', turns) : l10n.t('Continue from this answer');
	}
}
