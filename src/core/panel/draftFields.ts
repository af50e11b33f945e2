import type { Attachment } from '../gemini/draft.ts';
import { readAttachments } from './readAttachments.ts';

/** What stands in the fields of the request panel as texts: as typed, empty where nothing is. */
export type TextFields = {
	readonly prompt: string;
	readonly system: string;
	/** Empty for the one the panel proposes. */
	readonly model: string;
	readonly temperature: string;
	readonly maxOutputTokens: string;
	/** One of `thinkingLevels`, or empty. */
	readonly thinking: string;
	/** `yes` where the prompt goes on from what was answered last; else it stands alone. */
	readonly conversation: string;
	/** In tokens; -1 leaves it to the model. */
	readonly thinkingBudget: string;
	/** `yes`, or empty. */
	readonly includeThoughts: string;
	/** A stop sequence a line, as stopSequences.ts writes them. */
	readonly stop: string;
	readonly seed: string;
	/** How many answers. */
	readonly candidates: string;
	/** One of `responseMimeTypes`, or empty. */
	readonly responseMimeType: string;
	/** JSON Schema of the answer. */
	readonly schema: string;
	/** One of `blockThresholds` each, or empty for Google's own. */
	readonly harassment: string;
	readonly hateSpeech: string;
	readonly sexuallyExplicit: string;
	readonly dangerousContent: string;
};

/** All that stands in the request panel. */
export type DraftFields = TextFields & { readonly attachments: readonly Attachment[] };

const emptyTexts: TextFields = {
	prompt: '',
	system: '',
	model: '',
	temperature: '',
	maxOutputTokens: '',
	thinking: '',
	conversation: '',
	thinkingBudget: '',
	includeThoughts: '',
	stop: '',
	seed: '',
	candidates: '',
	responseMimeType: '',
	schema: '',
	harassment: '',
	hateSpeech: '',
	sexuallyExplicit: '',
	dangerousContent: '',
};

export const emptyFields: DraftFields = { ...emptyTexts, attachments: [] };

export const textNames = Object.keys(emptyTexts) as readonly (keyof TextFields)[];
export const fieldNames = Object.keys(emptyFields) as readonly (keyof DraftFields)[];

/** What keeps fields from being sent: the field, and why in words. */
export type FieldFault = { readonly field: keyof DraftFields; readonly message: string };

/** Those there were from the beginning: what a page had saved before there were more lacks the others. */
const oldest: readonly (keyof TextFields)[] = [
	'prompt',
	'system',
	'model',
	'temperature',
	'maxOutputTokens',
	'thinking',
];

/** Parses fields; undefined where one has another type, or one of the oldest is missing. What else is missing is empty. */
export function readDraftFields(value: unknown): DraftFields | undefined {
	const fields = (value ?? {}) as Record<string, unknown>;
	const isText = (name: keyof TextFields) =>
		typeof fields[name] === 'string' || (fields[name] === undefined && !oldest.includes(name));
	const attachments = fields['attachments'] === undefined ? [] : readAttachments(fields['attachments']);
	return textNames.every(isText) && attachments
		? ({ ...Object.fromEntries(textNames.map((name) => [name, fields[name] ?? ''])), attachments } as DraftFields)
		: undefined;
}
