import type { GenerateResponse } from './response.ts';

type Chunks = readonly GenerateResponse[];

/** Answers with HTTP 200 that are none, or not whole: each row rewrites the chunks of a good answer. */
export const answerFaults = {
	'prompt-blocked': (chunks) => promptOnly(chunks, { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }),
	'answer-blocked': (chunks) => cutShort(chunks, 'SAFETY'),
	'answer-recitation': (chunks) => cutShort(chunks, 'RECITATION'),
	'malformed-function-call': (chunks) =>
		promptOnly(chunks, { candidates: [{ content: {}, finishReason: 'MALFORMED_FUNCTION_CALL', index: 0 }] }),
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

/** The first half of the answer, then a last chunk with a reason and no content. */
function cutShort(chunks: Chunks, finishReason: string): Chunks {
	const kept = chunks.slice(0, Math.floor(chunks.length / 2)).map((chunk) => withoutFinishReason(chunk));
	const last = kept.at(-1) ?? promptOnly(chunks, {})[0] ?? {};
	return [...kept, { ...last, candidates: [{ finishReason, index: 0 }] }];
}

function withoutFinishReason(chunk: GenerateResponse): GenerateResponse {
	return {
		...chunk,
		candidates: (chunk.candidates ?? []).map(({ finishReason: _, ...candidate }) => candidate),
	};
}
