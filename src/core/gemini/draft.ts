import type { ThinkingLevel } from './thinking.ts';

/** A file that goes with a prompt, inline (https://ai.google.dev/api/caching#Blob). */
export type Attachment = {
	/** As the person knows it; not sent. */
	readonly name: string;
	/** Such as `image/png`. */
	readonly mimeType: string;
	/** Base64, without line ends. */
	readonly data: string;
};

/** A prompt of before and what was answered. */
export type EarlierTurn = { readonly prompt: string; readonly answer: string };

/** What Gemini filters answers by (https://ai.google.dev/api/generate-content#HarmCategory). */
export const harmCategories = [
	'HARM_CATEGORY_HARASSMENT',
	'HARM_CATEGORY_HATE_SPEECH',
	'HARM_CATEGORY_SEXUALLY_EXPLICIT',
	'HARM_CATEGORY_DANGEROUS_CONTENT',
] as const;
export type HarmCategory = (typeof harmCategories)[number];

/** How much of it is blocked (https://ai.google.dev/api/generate-content#HarmBlockThreshold), from the strictest. */
export const blockThresholds = [
	'BLOCK_LOW_AND_ABOVE',
	'BLOCK_MEDIUM_AND_ABOVE',
	'BLOCK_ONLY_HIGH',
	'BLOCK_NONE',
	'OFF',
] as const;
export type BlockThreshold = (typeof blockThresholds)[number];

/** What a person asks for: a prompt to a model. What is left out is up to the model. */
export type Draft = {
	readonly model: string;
	readonly prompt: string;
	readonly system?: string;
	/** What was said before, the oldest first. */
	readonly earlier?: readonly EarlierTurn[];
	readonly attachments?: readonly Attachment[];
	readonly temperature?: number;
	readonly maxOutputTokens?: number;
	readonly thinking?: ThinkingLevel;
	/** In tokens, for models that take no level; -1 leaves it to the model. Goes before `thinking`. */
	readonly thinkingBudget?: number;
	/** Summaries of the model's thoughts are wanted too. */
	readonly includeThoughts?: boolean;
	/** At most five. */
	readonly stopSequences?: readonly string[];
	readonly seed?: number;
	readonly candidateCount?: number;
	/** Such as `application/json`. */
	readonly responseMimeType?: string;
	/** JSON Schema of the answer. */
	readonly responseJsonSchema?: unknown;
	readonly safety?: Readonly<Partial<Record<HarmCategory, BlockThreshold>>>;
};
