import * as l10n from '@vscode/l10n';
import { element, labelled } from '../dom.ts';

/**
 * Choice of the model: from the server's list, or any id typed, since a list can lag behind or be out of reach. The
 * browser's own field with suggestions, because what is typed counts there as it stands, with Enter, Tab or neither.
 * Left empty, the proposed model is used, which the empty field shows. What stood there before the field got the focus
 * stays when nothing is typed; Backspace or Delete takes it away.
 */
export class ModelField {
	readonly element: HTMLElement;
	readonly #input = element('input', { className: 'model', ariaLabel: l10n.t('Model'), spellcheck: false });
	readonly #choices = element('datalist', { id: 'models' });
	#shown: readonly string[] = [];
	#proposed = '';
	/** What stood in the field when it got the focus: it is emptied then, because a browser suggests only what fits its text. */
	#before = '';

	constructor() {
		this.#input.setAttribute('list', this.#choices.id);
		this.#input.addEventListener('focus', () => {
			this.#before = this.#input.value;
			this.#input.value = '';
			this.#input.placeholder = this.#before || this.#proposed;
		});
		this.#input.addEventListener('input', () => {
			if (this.#input.value === '') {
				this.#forget();
			}
		});
		this.#input.addEventListener('keydown', ({ key }) => {
			// In the empty field the browser sees nothing to delete.
			if ((key === 'Backspace' || key === 'Delete') && this.#input.value === '' && this.#before !== '') {
				this.#input.dispatchEvent(new Event('input', { bubbles: true }));
			}
		});
		this.#input.addEventListener('blur', () => {
			this.value = this.#input.value.trim() || this.#before;
		});
		this.element = labelled(l10n.t('Model'), this.#input);
		this.element.append(this.#choices);
	}

	/** What was typed or chosen; empty for the proposed model. */
	get value(): string {
		return this.#input.value.trim() || this.#before;
	}

	set value(model: string) {
		this.#before = '';
		this.#input.value = model === this.#proposed ? '' : model;
		this.#input.placeholder = this.#proposed;
	}

	focus(): void {
		this.#input.focus();
	}

	#forget(): void {
		this.#before = '';
		this.#input.placeholder = this.#proposed;
	}

	/** Shows the choices. A list that arrives late takes nothing from what a person is typing meanwhile. */
	show(models: readonly string[], proposed: string): void {
		if (models.join() !== this.#shown.join()) {
			this.#shown = models;
			this.#choices.replaceChildren(...models.map((id) => element('option', { value: id })));
		}
		if (proposed !== this.#proposed) {
			this.#proposed = proposed;
			this.#input.placeholder = this.#before || proposed;
		}
	}
}
