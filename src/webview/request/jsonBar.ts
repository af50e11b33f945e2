import * as l10n from '@vscode/l10n';
import type { SchemaFault } from '../../core/gemini/schemaFaults.ts';
import type { JsonView } from '../../core/panel/turn.ts';
import { element } from '../dom.ts';
import { icon } from '../icon.ts';
import { spelledOut } from '../markdown/hidden.ts';

/** Above an answer in JSON: how it is shown, and whether it is what was asked for. */
export class JsonBar {
	readonly element = element('div', { className: 'json-bar', hidden: true });
	readonly #formatted: HTMLButtonElement;
	readonly #asReceived: HTMLButtonElement;
	readonly #choices: HTMLElement;
	readonly #verdict = element('div', { className: 'verdict' });
	#isFormatted = true;
	#verdictShown = '';

	/** `onChange`: another form was chosen. */
	constructor(onChange: () => void) {
		const choice = (label: string, isFormatted: boolean) =>
			element(
				'button',
				{
					type: 'button',
					onclick: () => {
						this.#isFormatted = isFormatted;
						this.#mark();
						onChange();
					},
				},
				label,
			);
		this.#formatted = choice(l10n.t('Formatted'), true);
		this.#asReceived = choice(l10n.t('As Received'), false);
		this.#choices = element(
			'div',
			{ className: 'choices', ariaLabel: l10n.t('How the JSON is shown') },
			this.#formatted,
			this.#asReceived,
		);
		this.#choices.setAttribute('role', 'group');
		this.element.append(this.#choices, this.#verdict);
		this.#mark();
	}

	get isFormatted(): boolean {
		return this.#isFormatted;
	}

	/** `json`: absent where none was asked for. */
	show(json: JsonView | undefined, isDocument: boolean, isOver: boolean): void {
		this.element.hidden = !isOver || (!isDocument && !json);
		this.#choices.hidden = !isDocument;
		const shown = JSON.stringify([json, isDocument]);
		if (shown !== this.#verdictShown) {
			this.#verdictShown = shown;
			this.#verdict.replaceChildren(...(json ? verdictOn(json, isDocument) : []));
		}
	}

	#mark(): void {
		this.#formatted.setAttribute('aria-pressed', String(this.#isFormatted));
		this.#asReceived.setAttribute('aria-pressed', String(!this.#isFormatted));
	}
}

function verdictOn({ faults }: JsonView, isDocument: boolean): readonly HTMLElement[] {
	if (!isDocument && !faults) {
		return [line('warning', l10n.t('JSON was asked for, and this is not valid JSON.'))];
	}
	if (!faults) {
		return [];
	}
	return faults.length === 0
		? [line('pass', l10n.t('Fits the schema'))]
		: [line('error', l10n.t('Does not fit the schema')), element('ul', {}, ...faults.map(faultItem))];
}

const line = (name: string, words: string): HTMLElement => element('p', { className: 'state' }, icon(name), words);

const faultItem = ({ path, reason }: SchemaFault): HTMLElement =>
	element(
		'li',
		{},
		element('code', { dir: 'ltr' }, path === '' ? l10n.t('The answer') : spelledOut(path)),
		' ',
		spelledOut(reason),
	);
