import { isRecord } from '../errors/googleError.ts';
import { type AnswerPlace, answerPlaces, type Template } from './template.ts';

export type NamedTemplate = Template & { readonly name: string };

/** `refused`: names of entries that are no templates, as much of each as is shown. */
export type ReadTemplates = { readonly templates: readonly NamedTemplate[]; readonly refused: readonly string[] };

// A list that is read by a person, and texts that leave room for what is selected. In UTF-16 units.
const mostTemplates = 100;
const longestName = 80;
const longestText = 20_000;

/** Reads the setting: an object of name → `{ prompt, system?, result? }`. An entry with anything else in it is refused as a whole. */
export function readTemplates(value: unknown): ReadTemplates {
	if (value === undefined || value === null) {
		return { templates: [], refused: [] };
	}
	if (!isRecord(value)) {
		return { templates: [], refused: [typeof value] };
	}
	const read = Object.entries(value).map(([name, entry], index) => ({
		name,
		template: index < mostTemplates ? readTemplate(name, entry) : undefined,
	}));
	return {
		templates: read.flatMap(({ template }) => template ?? []),
		refused: read.filter(({ template }) => !template).map(({ name }) => name.slice(0, longestName)),
	};
}

function readTemplate(name: string, entry: unknown): NamedTemplate | undefined {
	if (!isRecord(entry) || name.trim() === '' || name.length > longestName) {
		return undefined;
	}
	const { prompt, system, result, ...rest } = entry;
	const isKnown = Object.keys(rest).length === 0;
	if (!isKnown || !isText(prompt) || !(system === undefined || isText(system)) || !isPlace(result)) {
		return undefined;
	}
	return { name, prompt, ...(system === undefined ? {} : { system }), ...(result === undefined ? {} : { result }) };
}

const isText = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '' && value.length <= longestText;

const isPlace = (value: unknown): value is AnswerPlace | undefined =>
	value === undefined || answerPlaces.some((place) => place === value);
