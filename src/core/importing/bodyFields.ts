import * as l10n from '@vscode/l10n';
import { type ThinkingLevel, thinkingConfig, thinkingLevels } from '../gemini/thinking.ts';
import { type DraftFields, emptyFields } from '../panel/draftFields.ts';
import { faultOfFields } from '../panel/fieldFaults.ts';
import { asObject } from './looseJson.ts';
import { type Note, noFieldFor } from './note.ts';

/** What a body puts into the fields. The model is one as `readModel` takes it, since the URL may name another. */
export type BodyFields = { readonly fields: DraftFields; readonly notes: readonly Note[] };

/** What was read of a body, by where it belongs; the texts of a turn are parts of one. */
type Readings = {
	readonly model: { readonly id: string };
	readonly prompt: readonly string[];
	readonly system: readonly string[];
	readonly temperature: { readonly text: string };
	readonly maxOutputTokens: { readonly text: string };
	readonly thinking: ThinkingFields;
};

export const fieldsOf = ({ model, prompt, system, temperature, maxOutputTokens, thinking }: Readings): DraftFields => ({
	...emptyFields,
	prompt: joined(prompt),
	system: joined(system),
	model: model.id,
	temperature: temperature.text,
	maxOutputTokens: maxOutputTokens.text,
	thinking: thinking.level,
	// What was said before comes with the prompt here.
	conversation: '',
	thinkingBudget: thinking.budget,
	includeThoughts: thinking.includeThoughts,
});

/** A value that says nothing: it goes without a word. */
export const isNothing = (value: unknown): boolean =>
	value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What is said of properties that no field takes, of each by its name in the body. */
export const notesOfOthers = (body: Readonly<Record<string, unknown>>, known: ReadonlySet<string>): readonly Note[] =>
	Object.entries(body)
		.filter(([name, value]) => !known.has(name) && !isNothing(value))
		.map(([name]) => noFieldFor(name));

/** A property by its name in camel case, as it is in JSON, or with underscores, as in protocol buffers and Python. */
export function property(body: Readonly<Record<string, unknown>> | undefined, name: string): unknown {
	const snake = snakeCase(name);
	return body === undefined
		? undefined
		: Object.hasOwn(body, name)
			? body[name]
			: Object.hasOwn(body, snake)
				? body[snake]
				: undefined;
}

/** Names in both ways of writing. */
export const bothCases = (...names: readonly string[]): ReadonlySet<string> =>
	new Set(names.flatMap((name) => [name, snakeCase(name)]));

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A number for a field as the panel would take it; empty, and a note, for anything else. `name`: as the body calls it. */
export function numberField(
	field: 'temperature' | 'maxOutputTokens',
	name: string,
	value: unknown,
): { readonly text: string; readonly notes: readonly Note[] } {
	if (isNothing(value)) {
		return { text: '', notes: [] };
	}
	const text = typeof value === 'number' || typeof value === 'string' ? String(value).slice(0, 40) : '?';
	const fault = faultOfFields({ ...emptyFields, prompt: '-', [field]: text });
	return fault
		? { text: '', notes: [{ name, say: (shown) => l10n.t('{0} is left out. {1}', shown, fault.message) }] }
		: { text, notes: [] };
}

/** What fields say of thinking. */
type ThinkingFields = {
	readonly level: ThinkingLevel | '';
	readonly budget: string;
	readonly includeThoughts: string;
};

/** How much to think, from a word such as `HIGH` or a budget in tokens; a budget has a level only where the panel would send just that. */
export function thinkingField(model: string, config: unknown): ThinkingFields & { readonly notes: readonly Note[] } {
	const given = asObject(config) ?? {};
	const word = property(given, 'thinkingLevel');
	const budget = property(given, 'thinkingBudget');
	const includeThoughts = property(given, 'includeThoughts') === true ? 'yes' : '';
	const others = notesOfOthers(given, bothCases('thinkingLevel', 'thinkingBudget', 'includeThoughts'));
	const level = isNothing(word)
		? levelOfBudget(model, budget)
		: thinkingLevels.find((each) => each === String(word).toLowerCase());
	// Minus one leaves it to the model, as an empty field does.
	const isUsual = isNothing(word) ? isNothing(budget) || Number(budget) === -1 : word === 'THINKING_LEVEL_UNSPECIFIED';
	// A level says as much where it stands for just this budget.
	const ownBudget = level || isUsual ? '' : budgetText(budget);
	return {
		level: level ?? '',
		budget: ownBudget,
		includeThoughts,
		notes:
			level || isUsual || ownBudget !== ''
				? others
				: [noLevel(isNothing(word) ? 'thinkingBudget' : 'thinkingLevel'), ...others],
	};
}

const budgetText = (budget: unknown): string =>
	Number.isSafeInteger(budget) && !faultOfFields({ ...emptyFields, prompt: '-', thinkingBudget: String(budget) })
		? String(budget)
		: '';

const levelOfBudget = (model: string, budget: unknown): ThinkingLevel | undefined => {
	const knowsBudgets = model.startsWith('gemini-2.5') ? model : 'gemini-2.5-flash';
	return thinkingLevels.find(
		(level) =>
			asObject(thinkingConfig({ model: knowsBudgets, thinking: level }))?.['thinkingBudget'] === budget &&
			budget !== undefined,
	);
};

export const noLevel = (name: string): Note => ({
	name,
	say: (shown) => l10n.t('{0} is left out: the panel has no such thinking level.', shown),
});

/** Of a conversation, the panel takes one turn. */
export const turnsLeftOut = (name: string, count: number): readonly Note[] =>
	count === 0
		? []
		: [
				{
					name,
					say: (shown) => l10n.t('Turns of {0} that are left out: {1}. The panel holds one prompt.', shown, count),
				},
			];

/** The texts of one turn or instruction as one. */
const joined = (texts: readonly string[]): string => texts.filter((text) => text !== '').join('\n\n');
