import { isRecord, type JsonRecord, listOf, textOf } from '../googleError.ts';

/** How an answer ended that came with a good status, as far as GenerateContentResponse tells (https://ai.google.dev/api/generate-content). */
export type AnswerEnd = {
	readonly finishReason?: string;
	readonly finishMessage?: string;
	/** `promptFeedback.blockReason`. */
	readonly blockReason?: string;
	/** Harm categories whose rating blocked, such as HARM_CATEGORY_HARASSMENT. */
	readonly categories: readonly string[];
	/** Whether anything came that a person or a program can use: text, a call, an image. */
	readonly hasContent: boolean;
	/** Tokens; undefined where the server did not say, which with proto3 means 0 once `usageMetadata` was there. */
	readonly thoughts?: number;
	readonly output?: number;
};

export const emptyAnswer: AnswerEnd = { categories: [], hasContent: false };

/** Whether a document is an answer, or a piece of one. */
export const isAnswer = (value: unknown): value is JsonRecord =>
	isRecord(value) &&
	(Array.isArray(value['candidates']) ||
		isCompletion(value) ||
		isRecord(value['promptFeedback']) ||
		isRecord(value['usageMetadata']));

/** The OpenAI-compatible form of an answer, or of a piece of it. */
const isCompletion = ({ choices, object }: JsonRecord): boolean =>
	Array.isArray(choices) && (object === undefined || textOf(object).startsWith('chat.completion'));

const finishByCompletion: readonly (readonly [RegExp, string])[] = [
	[/^(?:stop|tool_calls|function_call)$/, 'STOP'],
	[/^length$/, 'MAX_TOKENS'],
	[/^content_filter/, 'SAFETY'],
];

/** A choice of a completion, in Gemini's words. */
function candidateOf({ finish_reason: reason, message, delta }: JsonRecord): JsonRecord {
	const said = isRecord(message) ? message : isRecord(delta) ? delta : {};
	const finishReason =
		finishByCompletion.find(([pattern]) => pattern.test(textOf(reason)))?.[1] ?? textOf(reason).toUpperCase();
	const parts = [
		{ text: textOf(said['content']) },
		...listOf(said['tool_calls']).map((functionCall) => ({ functionCall })),
	];
	return { finishReason, content: { parts } };
}

/** What is known after one more piece of the answer. */
export function withPiece(known: AnswerEnd, piece: JsonRecord): AnswerEnd {
	const candidates = [
		...listOf(piece['candidates']).filter(isRecord),
		...listOf(piece['choices']).filter(isRecord).map(candidateOf),
	];
	const feedback = isRecord(piece['promptFeedback']) ? piece['promptFeedback'] : {};
	const usage = isRecord(piece['usageMetadata']) ? piece['usageMetadata'] : {};
	const ended = candidates.find((candidate) => textOf(candidate['finishReason']) !== '') ?? {};
	const said = <T extends string>(name: T, value: unknown) =>
		textOf(value) === '' ? {} : ({ [name]: textOf(value) } as Record<T, string>);
	const counted = <T extends string>(name: T, value: unknown) =>
		typeof value === 'number' && Number.isFinite(value) ? ({ [name]: value } as Record<T, number>) : {};
	return {
		...known,
		...said('finishReason', ended['finishReason']),
		...said('finishMessage', ended['finishMessage']),
		...said('blockReason', feedback['blockReason']),
		...counted('thoughts', usage['thoughtsTokenCount']),
		...counted('output', usage['candidatesTokenCount']),
		categories: withCategories(known.categories, [feedback, ...candidates]),
		hasContent: known.hasContent || candidates.some(hasContent),
	};
}

/** Gemini has a handful of categories; a server that goes on naming more is not followed. */
const mostCategories = 16;

function withCategories(known: readonly string[], holders: readonly JsonRecord[]): readonly string[] {
	const more = known.length < mostCategories ? holders.flatMap(blockedCategories) : [];
	return more.length === 0 ? known : [...new Set([...known, ...more])].slice(0, mostCategories);
}

const blockedCategories = (holder: JsonRecord): readonly string[] =>
	listOf(holder['safetyRatings'])
		.filter(isRecord)
		.filter(({ blocked, probability }) => blocked === true || probability === 'HIGH')
		.map(({ category }) => textOf(category))
		.filter((category) => category !== '');

const hasContent = (candidate: JsonRecord): boolean => {
	const content = candidate['content'];
	return listOf(isRecord(content) ? content['parts'] : undefined)
		.filter(isRecord)
		.some(
			({ text, thought, functionCall, inlineData, fileData, executableCode, codeExecutionResult }) =>
				(textOf(text) !== '' && thought !== true) ||
				[functionCall, inlineData, fileData, executableCode, codeExecutionResult].some((part) => part !== undefined),
		);
};
