import {
	type BodyFields,
	bothCases,
	fieldsOf,
	notesOfOthers,
	numberField,
	property,
	thinkingField,
	turnsLeftOut,
} from './bodyFields.ts';
import { readModel } from './endpoint.ts';
import { asObject } from './looseJson.ts';
import type { Note } from './note.ts';
import { filesIn, safetyIn, settingNames, settingsIn, together } from './settingReadings.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * A GenerateContentRequest (https://ai.google.dev/api/generate-content), also in underscores, with one element where a list
 * belongs, or as Google's libraries take it, with everything but the contents in `config`. `urlModel`: what the URL names.
 */
export function readGeminiBody(whole: Json, urlModel: string): BodyFields {
	// countTokens wraps it.
	const body = asObject(property(whole, 'generateContentRequest')) ?? whole;
	const ofLibrary = asObject(body['config']) ?? {};
	const config: Json = { ...ofLibrary, ...asObject(property(body, 'generationConfig')) };
	const named = readModel(urlModel === '' ? textOf(body['model']) : urlModel);
	const turns = turnsOf(body['contents']);
	const last = turns.findLastIndex(({ role }) => role.toLowerCase() === 'user');
	const prompt = turns[last];
	const system = turnsOf(property(body, 'systemInstruction') ?? property(ofLibrary, 'systemInstruction'));
	const temperature = numberField('temperature', 'temperature', config['temperature']);
	const maxOutputTokens = numberField('maxOutputTokens', 'maxOutputTokens', property(config, 'maxOutputTokens'));
	const thinking = thinkingField(named.id, property(config, 'thinkingConfig'));
	const further = together([
		...settingsIn(config),
		safetyIn(property(body, 'safetySettings') ?? property(config, 'safetySettings')),
		filesIn(prompt?.parts ?? []),
	]);
	return {
		fields: {
			...fieldsOf({
				model: named,
				prompt: prompt?.texts ?? [],
				system: system.flatMap(({ texts }) => texts),
				temperature,
				maxOutputTokens,
				thinking,
			}),
			...further.fields,
		},
		notes: [
			...named.notes,
			...turnsLeftOut('contents', turns.length - (prompt ? 1 : 0)),
			...(prompt?.others ?? []),
			...system.flatMap(({ others }) => others),
			...temperature.notes,
			...maxOutputTokens.notes,
			...thinking.notes,
			...further.notes,
			...notesOfOthers(
				config,
				new Set([
					...bothCases('temperature', 'maxOutputTokens', 'thinkingConfig', 'systemInstruction'),
					...settingNames,
				]),
			),
			...notesOfOthers(
				body,
				bothCases('model', 'contents', 'config', 'generationConfig', 'systemInstruction', 'safetySettings'),
			),
		],
	};
}

type Turn = {
	readonly role: string;
	readonly texts: readonly string[];
	readonly parts: readonly Json[];
	readonly others: readonly Note[];
};

/** Contents, one of them, or what stands for one: a list of parts, a part, a text. */
function turnsOf(value: unknown): readonly Turn[] {
	const list = listOf(value);
	return list.some((each) => asObject(each)?.['parts'] !== undefined)
		? list.map(turnOf)
		: list.length > 0
			? [turnOf({ parts: list })]
			: [];
}

function turnOf(value: unknown): Turn {
	const { role, parts } = asObject(value) ?? {};
	const read = listOf(parts ?? value).map((part) =>
		typeof part === 'string' ? { text: part } : (asObject(part) ?? {}),
	);
	return {
		role: textOf(role) || 'user',
		texts: read.map(({ text }) => textOf(text)),
		parts: read,
		others: read.flatMap((part) => notesOfOthers(part, knownParts)).slice(0, mostParts),
	};
}

const knownParts = bothCases('text', 'inlineData');

/** Each of them is said once anyway. */
const mostParts = 1_000;

const listOf = (value: unknown): readonly unknown[] =>
	Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
