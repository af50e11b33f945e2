import * as l10n from '@vscode/l10n';
import { blockThresholds } from '../../core/gemini/draft.ts';
import type { FieldFault, TextFields } from '../../core/panel/draftFields.ts';
import { mostStopSequences } from '../../core/panel/stopSequences.ts';
import { element } from '../dom.ts';
import { Field, FieldGroup } from './field.ts';
import { SchemaField } from './schemaField.ts';
import { choice, numberInput } from './widgets.ts';

type Name =
	| 'stop'
	| 'seed'
	| 'candidates'
	| 'includeThoughts'
	| 'responseMimeType'
	| 'schema'
	| 'harassment'
	| 'hateSpeech'
	| 'sexuallyExplicit'
	| 'dangerousContent';

/** What most requests leave as it is, folded away under a line that says what is set. */
export class MoreSettings {
	readonly element: HTMLDetailsElement;
	readonly #set = element('span', { className: 'quiet set' });
	readonly #schema = new SchemaField();
	readonly #group: FieldGroup<Name>;
	readonly #thoughts: Field;

	constructor() {
		const byModel = l10n.t('up to the model');
		const stop = new Field(
			'stop',
			l10n.t('Stop sequences'),
			element('textarea', { rows: 2, spellcheck: false }),
			l10n.t('One per line, at most {0}; {1} stands for a line break.', mostStopSequences, '\\n'),
		);
		const seed = new Field('seed', l10n.t('Seed'), numberInput('numeric', byModel));
		const candidates = new Field('candidates', l10n.t('Answers'), numberInput('numeric', '1'), l10n.t('1 to 8'));
		this.#thoughts = new Field(
			'includeThoughts',
			l10n.t('Thought summaries'),
			choice([
				['', l10n.t('left out')],
				['yes', l10n.t('with the answer')],
			]),
		);
		const form = new Field(
			'responseMimeType',
			l10n.t('Form of the answer'),
			choice([
				['', byModel],
				['text/plain', l10n.t('Text')],
				['application/json', l10n.t('JSON')],
				['text/x.enum', l10n.t('One of the words of a schema')],
			]),
		);
		const safety = {
			harassment: safetyField('harassment', l10n.t('Harassment')),
			hateSpeech: safetyField('hateSpeech', l10n.t('Hate speech')),
			sexuallyExplicit: safetyField('sexuallyExplicit', l10n.t('Sexually explicit')),
			dangerousContent: safetyField('dangerousContent', l10n.t('Dangerous content')),
		};
		this.#group = new FieldGroup<Name>({
			stop,
			responseMimeType: form,
			includeThoughts: this.#thoughts,
			candidates,
			seed,
			schema: this.#schema,
			...safety,
		});
		this.element = element(
			'details',
			{ className: 'fold' },
			element('summary', {}, element('span', {}, l10n.t('More settings')), this.#set),
			element(
				'div',
				{ className: 'more' },
				stop.element,
				element('div', { className: 'four' }, form.element, this.#thoughts.element, candidates.element, seed.element),
				this.#schema.element,
				group(l10n.t('Blocked by the safety filters'), ...Object.values(safety).map((field) => field.element)),
			),
		);
		for (const event of ['input', 'change']) {
			this.element.addEventListener(event, () => this.#tell());
		}
	}

	get values(): Pick<TextFields, Name> {
		return this.#group.values;
	}

	set values(values: Pick<TextFields, Name>) {
		this.#group.values = values;
		this.#schema.check();
		this.#tell();
	}

	/** Offers what a model has: one that does not think has no thoughts to tell. */
	offerFor(thinks: boolean): void {
		this.#thoughts.offer(thinks);
	}

	/** Says at its field what cannot be sent; undefined takes it back. */
	show(fault: FieldFault | undefined): void {
		const isHere = this.#group.fields.some(({ name }) => name === fault?.field);
		if (isHere) {
			this.element.open = true;
		}
		this.#group.show(fault);
	}

	/** What is set, where the fold hides it. */
	#tell(): void {
		this.#set.textContent = this.#group.fields
			.filter(({ value }) => value.trim() !== '')
			.map(({ label }) => label)
			.join(', ');
	}
}

const safetyField = (name: keyof TextFields, label: string): Field =>
	new Field(
		name,
		label,
		choice([
			['', l10n.t('as Google has it')],
			...blockThresholds.map((threshold) => [threshold, thresholdLabels[threshold]()] as const),
		]),
	);

const thresholdLabels: Readonly<Record<(typeof blockThresholds)[number], () => string>> = {
	BLOCK_LOW_AND_ABOVE: () => l10n.t('what may be harmful at all'),
	BLOCK_MEDIUM_AND_ABOVE: () => l10n.t('what is fairly likely harmful'),
	BLOCK_ONLY_HIGH: () => l10n.t('what is very likely harmful'),
	BLOCK_NONE: () => l10n.t('nothing'),
	OFF: () => l10n.t('filter off'),
};

function group(name: string, ...fields: readonly HTMLElement[]): HTMLElement {
	return element(
		'fieldset',
		{},
		element('legend', { className: 'label' }, name),
		element('div', { className: 'four' }, ...fields),
	);
}
