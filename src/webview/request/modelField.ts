import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import * as l10n from '@vscode/l10n';
import { element, labelled } from '../dom.ts';

/** Choice of the model: from the server's list, or any id typed, since a list can lag behind or be out of reach. */
export class ModelField {
	readonly element: HTMLElement;
	readonly #select = element('vscode-single-select', { label: l10n.t('Model'), combobox: true, creatable: true });
	#shown = '';
	#model = '';

	constructor() {
		this.element = labelled(l10n.t('Model'), this.#select);
	}

	/** The widget has no value for a moment after its options were replaced, and none where nothing was typed. */
	get value(): string {
		return this.#select.value || this.#model;
	}

	/** Shows the choices; one the person made stays chosen as long as the extension does not say otherwise. */
	show(models: readonly string[], model: string): void {
		const ids = models.includes(model) ? models : [model, ...models];
		const shown = JSON.stringify([ids, model]);
		if (shown !== this.#shown) {
			this.#shown = shown;
			this.#model = model;
			const options = ids.map((id) => element('vscode-option', { value: id, selected: id === model }, id));
			this.#select.replaceChildren(...options);
		}
	}
}
