import type { Candidate, GenerateResponse, SafetyRating } from './response.ts';

type Chunks = readonly GenerateResponse[];

/** The rating that blocks stands among those that do not. */
const ratings: readonly SafetyRating[] = [
	{ category: 'HARM_CATEGORY_HARASSMENT', probability: 'NEGLIGIBLE' },
	{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH', blocked: true },
];

/** Answers with HTTP 200 that are none, or not whole: each row rewrites the chunks of a good answer. */
export const answerFaults = {
	'prompt-blocked': (chunks) => promptOnly(chunks, { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }),
	/** By a filter that the request can set, and which names its category. */
	'prompt-blocked-safety': (chunks) =>
		promptOnly(chunks, { promptFeedback: { blockReason: 'SAFETY', safetyRatings: ratings } }),
	'answer-blocked': (chunks) => cutShort(chunks, { finishReason: 'SAFETY', safetyRatings: ratings }),
	'answer-recitation': (chunks) => cutShort(chunks, { finishReason: 'RECITATION' }),
	/** Thinking has used the output up before the first word. */
	'thinking-truncated': (chunks) =>
		ended(chunks, { content: { role: 'model' }, finishReason: 'MAX_TOKENS', index: 0 }, { thoughtsTokenCount: 1021 }),
	'answer-truncated': (chunks) => cutShort(chunks, { finishReason: 'MAX_TOKENS' }, { thoughtsTokenCount: 512 }),
	'malformed-function-call': (chunks) =>
		ended(chunks, {
			content: {},
			finishReason: 'MALFORMED_FUNCTION_CALL',
			index: 0,
			finishMessage: 'Malformed function call: print(default_api.open_file(path = "notes.md"',
		}),
	/** Ends well and says nothing: all that came is a signature of thoughts. */
	'answer-empty': (chunks) =>
		ended(chunks, {
			content: { parts: [{ text: '', thoughtSignature: 'ZW11bGF0ZWQ=' }], role: 'model' },
			finishReason: 'STOP',
			index: 0,
		}),
	/** A reason that nobody had heard of when this was written. */
	'finish-unheard-of': (chunks) => ended(chunks, { content: {}, finishReason: 'COSMIC_RAYS', index: 0 }),
	/** A 200 with no event at all; without streaming, an empty object. */
	'empty-stream': () => [],
	'no-finish-reason': (chunks) => chunks.map((chunk) => withoutFinishReason(chunk)),
} as const satisfies Record<string, (chunks: Chunks) => Chunks>;

export type AnswerFaultName = keyof typeof answerFaults;

export function isAnswerFaultName(name: unknown): name is AnswerFaultName {
	return typeof name === 'string' && Object.hasOwn(answerFaults, name);
}

/** One chunk that says `what`, with the prompt's tokens as its only cost. */
function promptOnly(chunks: Chunks, what: GenerateResponse): Chunks {
	const first = chunks[0];
	const { promptTokenCount: count, promptTokensDetails: details } = first?.usageMetadata ?? {};
	return [
		{
			...what,
			usageMetadata: {
				...(count === undefined ? {} : { promptTokenCount: count, totalTokenCount: count }),
				...(details === undefined ? {} : { promptTokensDetails: details }),
			},
			...(first?.modelVersion === undefined ? {} : { modelVersion: first.modelVersion }),
			...(first?.responseId === undefined ? {} : { responseId: first.responseId }),
		},
	];
}

/** One chunk with this candidate and nothing before it. */
function ended(chunks: Chunks, candidate: Candidate, cost: Cost = {}): Chunks {
	return promptOnly(chunks, { candidates: [candidate] }).map((chunk) => withCost(chunk, cost));
}

/** The first half of the answer, then a last chunk with a reason and no content. */
function cutShort(chunks: Chunks, end: Omit<Candidate, 'index' | 'content'>, cost: Cost = {}): Chunks {
	const kept = chunks.slice(0, Math.floor(chunks.length / 2)).map((chunk) => withoutFinishReason(chunk));
	const last = kept.at(-1) ?? promptOnly(chunks, {})[0] ?? {};
	return [...kept, withCost({ ...last, candidates: [{ ...end, index: 0 }] }, cost)];
}

type Cost = { readonly thoughtsTokenCount?: number };

/** Thoughts count into the total. */
function withCost(chunk: GenerateResponse, cost: Cost): GenerateResponse {
	const { thoughtsTokenCount: thoughts } = cost;
	const usage = chunk.usageMetadata ?? {};
	return thoughts === undefined
		? chunk
		: {
				...chunk,
				usageMetadata: {
					...usage,
					thoughtsTokenCount: thoughts,
					totalTokenCount: (usage.totalTokenCount ?? 0) - (usage.thoughtsTokenCount ?? 0) + thoughts,
				},
			};
}

function withoutFinishReason(chunk: GenerateResponse): GenerateResponse {
	return {
		...chunk,
		candidates: (chunk.candidates ?? []).map(({ finishReason: _, ...candidate }) => candidate),
	};
}
