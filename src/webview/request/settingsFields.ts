import * as l10n from '@vscode/l10n';
import type { DraftFields, FieldFault } from '../../core/panel/draftFields.ts';
import { element } from '../dom.ts';

type SettingName = 'temperature' | 'maxOutputTokens' | 'thinking';

/** How the model is to answer. What is left empty is up to the model. */
export class SettingsFields {
	readonly elements: readonly HTMLElement[];
	readonly #thinking: HTMLSelectElement;
	readonly #temperature: HTMLInputElement;
	readonly #maxOutputTokens: HTMLInputElement;
	readonly #faults = new Map<SettingName, HTMLElement>();

	constructor() {
		const byModel = l10n.t('up to the model');
		this.#thinking = element(
			'select',
			{},
			...(
				[
					['', byModel],
					['minimal', l10n.t('Minimal')],
					['low', l10n.t('Low')],
					['medium', l10n.t('Medium')],
					['high', l10n.t('High')],
				] as const
			).map(([value, label]) => element('option', { value }, label)),
		);
		this.#temperature = element('input', { placeholder: byModel, inputMode: 'decimal', autocomplete: 'off' });
		this.#maxOutputTokens = element('input', { placeholder: byModel, inputMode: 'numeric', autocomplete: 'off' });
		this.elements = [
			this.#field('thinking', l10n.t('Thinking'), this.#thinking),
			this.#field('temperature', l10n.t('Temperature'), this.#temperature),
			this.#field('maxOutputTokens', l10n.t('Max output tokens'), this.#maxOutputTokens),
		];
	}

	get values(): Pick<DraftFields, SettingName> {
		return {
			thinking: this.#thinking.value,
			temperature: this.#temperature.value,
			maxOutputTokens: this.#maxOutputTokens.value,
		};
	}

	set values({ thinking, temperature, maxOutputTokens }: Pick<DraftFields, SettingName>) {
		this.#thinking.value = thinking;
		this.#temperature.value = temperature;
		this.#maxOutputTokens.value = maxOutputTokens;
	}

	/** Says at its field what cannot be sent, and puts the cursor there; undefined takes it back. */
	show(fault: FieldFault | undefined): void {
		for (const [name, place] of this.#faults) {
			const widget = this.#widgetOf(name);
			const isHere = fault?.field === name;
			place.textContent = isHere ? fault.message : '';
			widget.setAttribute('aria-invalid', String(isHere));
			if (isHere) {
				widget.focus();
			}
		}
	}

	#widgetOf(name: SettingName): HTMLInputElement | HTMLSelectElement {
		return { thinking: this.#thinking, temperature: this.#temperature, maxOutputTokens: this.#maxOutputTokens }[name];
	}

	#field(name: SettingName, label: string, widget: HTMLInputElement | HTMLSelectElement): HTMLElement {
		const fault = element('span', { className: 'fault', id: `fault-${name}` });
		fault.setAttribute('role', 'alert');
		this.#faults.set(name, fault);
		widget.id = name;
		widget.setAttribute('aria-describedby', fault.id);
		return element(
			'div',
			{ className: 'field' },
			element('label', { className: 'label', htmlFor: name }, label),
			widget,
			fault,
		);
	}
}
