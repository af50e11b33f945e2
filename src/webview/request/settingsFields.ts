import * as l10n from '@vscode/l10n';
import type { Abilities, ThinkingAbility } from '../../core/gemini/abilities.ts';
import { thinkingLevels } from '../../core/gemini/thinking.ts';
import { grouped } from '../../core/grouped.ts';
import type { TextFields } from '../../core/panel/draftFields.ts';
import { element } from '../dom.ts';
import { Field, FieldGroup } from './field.ts';
import { choice, numberInput } from './widgets.ts';

type Name = 'thinking' | 'thinkingBudget' | 'temperature' | 'maxOutputTokens';

/** How much the model is to think and to say, and how freely. What is left empty is up to the model. */
export class SettingsFields extends FieldGroup<Name> {
	readonly elements: readonly HTMLElement[];
	readonly #thinking: Field;
	readonly #budget: Field;
	readonly #temperature: Field;
	readonly #maxOutputTokens: Field;
	readonly #levels: HTMLSelectElement;

	constructor() {
		const byModel = l10n.t('up to the model');
		const levels = choice([['', byModel]]);
		const thinking = new Field('thinking', l10n.t('Thinking'), levels);
		const budget = new Field('thinkingBudget', l10n.t('Thinking budget'), numberInput('numeric', byModel));
		const temperature = new Field('temperature', l10n.t('Temperature'), numberInput('decimal', byModel));
		const most = new Field('maxOutputTokens', l10n.t('Max output tokens'), numberInput('numeric', byModel));
		super({ thinking, thinkingBudget: budget, temperature, maxOutputTokens: most });
		this.#levels = levels;
		this.#thinking = thinking;
		this.#budget = budget;
		this.#temperature = temperature;
		this.#maxOutputTokens = most;
		this.elements = this.fields.map((field) => field.element);
	}

	/** Offers what the model has. */
	offerFor({ thinking, outputTokenLimit, maxTemperature, isTemperatureDeprecated }: Abilities): void {
		this.#offerLevels(thinking);
		this.#thinking.offer(thinking.kind === 'level' || thinking.kind === 'unknown');
		this.#budget.offer(thinking.kind === 'budget' || thinking.kind === 'unknown');
		this.#budget.hint = thinking.kind === 'budget' ? rangeInWords(thinking) : '';
		this.#temperature.hint = isTemperatureDeprecated
			? l10n.t('Deprecated for this model: better left empty.')
			: maxTemperature === undefined
				? ''
				: l10n.t('0 to {0}', maxTemperature);
		this.#maxOutputTokens.hint = outputTokenLimit === undefined ? '' : l10n.t('up to {0}', grouped(outputTokenLimit));
	}

	/** Whether the model is known not to have a level. */
	lacksLevel(level: string): boolean {
		return ![...this.#levels.options].some(({ value }) => value === level);
	}

	/** The levels of the model, and the one that stands there, which another model may have. */
	#offerLevels(ability: ThinkingAbility): void {
		const { value } = this.#levels;
		const offered = thinkingLevels.filter(
			(level) => level === value || ability.kind !== 'level' || ability.levels.includes(level),
		);
		const [byModel] = this.#levels.options;
		if (
			byModel &&
			offered.join() !==
				[...this.#levels.options]
					.slice(1)
					.map((each) => each.value)
					.join()
		) {
			this.#levels.replaceChildren(
				byModel,
				...offered.map((level) => element('option', { value: level }, levelLabels[level]())),
			);
			this.#levels.value = value;
		}
	}

	override set values(values: Pick<TextFields, Name>) {
		// All levels, since any may be among the values.
		this.#offerLevels({ kind: 'unknown' });
		super.values = values;
	}

	override get values(): Pick<TextFields, Name> {
		return super.values;
	}
}

const levelLabels: Readonly<Record<(typeof thinkingLevels)[number], () => string>> = {
	minimal: () => l10n.t('Minimal'),
	low: () => l10n.t('Low'),
	medium: () => l10n.t('Medium'),
	high: () => l10n.t('High'),
};

const rangeInWords = ({ least, most, mayBeOff }: Extract<ThinkingAbility, { kind: 'budget' }>): string =>
	mayBeOff
		? l10n.t('{0} to {1}, 0 for none, -1 as much as it likes', grouped(least), grouped(most))
		: l10n.t('{0} to {1}, -1 as much as it likes', grouped(least), grouped(most));
