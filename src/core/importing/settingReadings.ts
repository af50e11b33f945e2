import * as l10n from '@vscode/l10n';
import { blockThresholds } from '../gemini/draft.ts';
import { responseMimeTypes } from '../gemini/responseMimeTypes.ts';
import { safetyFields } from '../panel/draft.ts';
import { type DraftFields, emptyFields, type TextFields } from '../panel/draftFields.ts';
import { faultOfFields } from '../panel/fieldFaults.ts';
import { mostAttachments, readAttachments } from '../panel/readAttachments.ts';
import { stopField } from '../panel/stopSequences.ts';
import { bothCases, isNothing, property } from './bodyFields.ts';
import { asObject } from './looseJson.ts';
import type { Note } from './note.ts';

/** Fields that were read of a body, and what could not be. */
export type Readings = { readonly fields: Partial<DraftFields>; readonly notes: readonly Note[] };

type Json = Readonly<Record<string, unknown>>;

const none: Readings = { fields: {}, notes: [] };

/** The members of a generation config that are read here, in both ways of writing. */
export const settingNames = bothCases(
	'stopSequences',
	'seed',
	'candidateCount',
	'responseMimeType',
	'responseJsonSchema',
	'safetySettings',
);

/** The further settings of a generation config (https://ai.google.dev/api/generate-content#GenerationConfig). */
export const settingsIn = (config: Json): readonly Readings[] => [
	stopIn('stopSequences', property(config, 'stopSequences')),
	numberIn('seed', 'seed', property(config, 'seed')),
	numberIn('candidates', 'candidateCount', property(config, 'candidateCount')),
	mimeTypeIn(property(config, 'responseMimeType')),
	schemaIn('responseJsonSchema', property(config, 'responseJsonSchema')),
];

/** Stop sequences, of which some write one without a list. `name`: as the body calls them. */
export function stopIn(name: string, value: unknown): Readings {
	if (isNothing(value)) {
		return none;
	}
	const list: readonly unknown[] = Array.isArray(value) ? value : [value];
	return list.every((each) => typeof each === 'string')
		? checked(name, 'stop', stopField(list.filter((each) => each !== '')))
		: leftOut(name);
}

/** A whole number for a field, as the panel would take it. One answer is what an empty field gives. */
export const numberIn = (field: 'seed' | 'candidates', name: string, value: unknown): Readings =>
	isNothing(value) || (field === 'candidates' && value === 1)
		? none
		: typeof value === 'number'
			? checked(name, field, String(value))
			: leftOut(name);

function mimeTypeIn(value: unknown): Readings {
	if (isNothing(value)) {
		return none;
	}
	const known = responseMimeTypes.find((each) => each === value);
	return known ? { fields: { responseMimeType: known }, notes: [] } : leftOut('responseMimeType');
}

/** A JSON Schema as the field shows it. */
export const schemaIn = (name: string, value: unknown): Readings =>
	isNothing(value) ? none : checked(name, 'schema', jsonOf(value));

/** SafetySetting, a list or one of them (https://ai.google.dev/api/generate-content#SafetySetting). */
export function safetyIn(value: unknown): Readings {
	const list: readonly unknown[] = Array.isArray(value) ? value : isNothing(value) ? [] : [value];
	const read = list.slice(0, mostSettings).map((each) => {
		const { category, threshold } = asObject(each) ?? {};
		const field = Object.entries(safetyFields).find(([, known]) => known === category)?.[0];
		const known = blockThresholds.find((other) => other === threshold);
		return field && known ? { [field]: known } : undefined;
	});
	return {
		fields: Object.assign({}, ...read),
		notes: read.includes(undefined) ? leftOut('safetySettings').notes : [],
	};
}

/** More of them than there are categories say nothing new. */
const mostSettings = 100;

/** The files among the parts of a prompt. */
export function filesIn(parts: readonly unknown[]): Readings {
	const files = parts
		.map((part) => asObject(property(asObject(part), 'inlineData')))
		.filter((each) => each !== undefined)
		.map((each, index) => {
			const mimeType = property(each, 'mimeType');
			return { name: nameOf(mimeType, index), mimeType, data: each['data'] };
		});
	const attachments = files.slice(0, mostAttachments).flatMap((file) => readAttachments([file]) ?? []);
	return {
		fields: attachments.length > 0 ? { attachments } : {},
		notes: attachments.length < files.length ? leftOut('inlineData').notes : [],
	};
}

const nameOf = (mimeType: unknown, index: number): string =>
	`${String(mimeType).split('/')[0]}-${index + 1}`.slice(0, 40);

/** The field with this text if the panel would send it, else what keeps it from that. */
function checked(name: string, field: keyof TextFields, text: string): Readings {
	const fault = faultOfFields({ ...emptyFields, prompt: '-', [field]: text });
	return fault
		? { fields: {}, notes: [{ name, say: (shown) => l10n.t('{0} is left out. {1}', shown, fault.message) }] }
		: { fields: { [field]: text }, notes: [] };
}

const leftOut = (name: string): Readings => ({
	fields: {},
	notes: [{ name, say: (shown) => l10n.t('{0} is left out: the panel does not know this value of it.', shown) }],
});

/** Indented, for people to read; empty where it lies deeper than a stack does. */
function jsonOf(value: unknown): string {
	try {
		return JSON.stringify(value, undefined, 2);
	} catch {
		return '?';
	}
}

/** Several readings as one. */
export const together = (readings: readonly Readings[]): Readings => ({
	fields: Object.assign({}, ...readings.map(({ fields }) => fields)),
	notes: readings.flatMap(({ notes }) => notes),
});
