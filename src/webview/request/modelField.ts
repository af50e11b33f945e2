import * as l10n from '@vscode/l10n';
import { element, labelled } from '../dom.ts';

/**
 * Choice of the model: from the server's list, or any id typed, since a list can lag behind or be out of reach. The
 * browser's own field with suggestions, because what is typed counts there as it stands, with Enter, Tab or neither.
 */
export class ModelField {
	readonly element: HTMLElement;
	readonly #input = element('input', { className: 'model', ariaLabel: l10n.t('Model'), spellcheck: false });
	readonly #choices = element('datalist', { id: 'models' });
	#shown: readonly string[] = [];
	#model = '';

	constructor() {
		this.#input.setAttribute('list', this.#choices.id);
		// A browser suggests only what fits the text in the field; an empty field suggests all.
		this.#input.addEventListener('focus', () => {
			this.#input.placeholder = this.#input.value;
			this.#input.value = '';
		});
		this.#input.addEventListener('blur', () => {
			this.#input.value = this.value;
		});
		this.element = labelled(l10n.t('Model'), this.#input);
		this.element.append(this.#choices);
	}

	/** What was typed or chosen, else what stood there before. */
	get value(): string {
		return this.#input.value.trim() || this.#input.placeholder;
	}

	/** Shows the choices; one the person made stays chosen as long as the extension does not say otherwise. */
	show(models: readonly string[], model: string): void {
		if (models.join() !== this.#shown.join()) {
			this.#shown = models;
			this.#choices.replaceChildren(...models.map((id) => element('option', { value: id })));
		}
		// A list that arrives late takes nothing from what a person is typing meanwhile.
		if (model !== this.#model) {
			this.#model = model;
			this.#input.value = model;
			this.#input.placeholder = model;
		}
	}
}
