import type { FieldFault, TextFields } from '../../core/panel/draftFields.ts';
import { element } from '../dom.ts';

type Widget = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A setting under its name, with what is to be known of it and what is wrong with it below. */
export class Field {
	readonly element: HTMLElement;
	readonly name: keyof TextFields;
	readonly label: string;
	readonly widget: Widget;
	readonly #hint: HTMLElement;
	readonly #fault: HTMLElement;

	constructor(name: keyof TextFields, label: string, widget: Widget, hint = '') {
		this.name = name;
		this.label = label;
		this.widget = widget;
		this.#hint = element('span', { className: 'quiet hint', id: `hint-${name}` }, hint);
		this.#fault = element('span', { className: 'fault', id: `fault-${name}` });
		this.#fault.setAttribute('role', 'alert');
		widget.id = name;
		widget.setAttribute('aria-describedby', `${this.#hint.id} ${this.#fault.id}`);
		this.element = element(
			'div',
			{ className: 'field' },
			element('label', { className: 'label', htmlFor: name }, label),
			widget,
			this.#hint,
			this.#fault,
		);
	}

	get value(): string {
		return this.widget.value;
	}

	set value(text: string) {
		this.widget.value = text;
	}

	set hint(text: string) {
		if (this.#hint.textContent !== text) {
			this.#hint.textContent = text;
		}
	}

	/** A setting that a model has not is not offered; one that stands there all the same stays to be seen. */
	offer(isOffered: boolean): void {
		this.element.hidden = !isOffered && this.value === '';
	}

	/** Takes back what was said of a fault. */
	clear(): void {
		this.show(undefined);
	}

	/** Says what cannot be sent, and puts the cursor there where it `takesFocus`; undefined takes it back. */
	show(fault: string | undefined, takesFocus = true): void {
		this.#fault.textContent = fault ?? '';
		this.widget.setAttribute('aria-invalid', String(fault !== undefined));
		if (fault !== undefined && takesFocus) {
			this.element.hidden = false;
			this.widget.focus();
		}
	}
}

/** Fields by their names, as one. */
export class FieldGroup<N extends keyof TextFields> {
	readonly fields: readonly Field[];

	constructor(fields: Readonly<Record<N, Field>>) {
		this.fields = Object.values(fields);
	}

	get values(): Pick<TextFields, N> {
		return Object.fromEntries(this.fields.map(({ name, value }) => [name, value])) as Pick<TextFields, N>;
	}

	set values(values: Pick<TextFields, N>) {
		for (const field of this.fields) {
			field.value = values[field.name as N];
		}
	}

	/** Says at its field what cannot be sent, and puts the cursor there; undefined takes it back. */
	show(fault: FieldFault | undefined): void {
		for (const field of this.fields) {
			if (field.name === fault?.field) {
				field.show(fault.message);
			} else {
				field.clear();
			}
		}
	}
}
