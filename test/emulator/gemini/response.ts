import type { JsonObject } from '../json.ts';
import type { ModalityCount } from './promptTokens.ts';

/** A GenerateContentResponse, as far as the emulator gives one. */
export type GenerateResponse = {
	readonly candidates?: readonly Candidate[];
	readonly promptFeedback?: { readonly blockReason: string; readonly safetyRatings?: readonly SafetyRating[] };
	readonly usageMetadata?: UsageMetadata;
	readonly modelVersion?: string;
	readonly responseId?: string;
};

export type Candidate = {
	readonly content?: { readonly parts?: readonly ResponsePart[]; readonly role?: string };
	readonly finishReason?: string;
	readonly finishMessage?: string;
	readonly safetyRatings?: readonly SafetyRating[];
	readonly groundingMetadata?: JsonObject;
	readonly citationMetadata?: JsonObject;
	readonly index: number;
};

export type SafetyRating = { readonly category: string; readonly probability: string; readonly blocked?: true };

export type ResponsePart =
	| { readonly text: string; readonly thought?: true; readonly thoughtSignature?: string }
	| { readonly functionCall: JsonObject }
	| { readonly executableCode: JsonObject }
	| { readonly codeExecutionResult: JsonObject }
	| { readonly inlineData: JsonObject };

export type UsageMetadata = {
	readonly promptTokenCount?: number;
	readonly candidatesTokenCount?: number;
	readonly totalTokenCount?: number;
	readonly promptTokensDetails?: readonly ModalityCount[];
	readonly thoughtsTokenCount?: number;
};

/** Counts so far. A count of zero is left out, as proto3 JSON does; the total is prompt + answer + thoughts. */
export function usageOf(
	prompt: number,
	details: readonly ModalityCount[],
	answer: number,
	thoughts: number,
): UsageMetadata {
	return {
		...(prompt > 0 ? { promptTokenCount: prompt } : {}),
		...(answer > 0 ? { candidatesTokenCount: answer } : {}),
		...(prompt + answer + thoughts > 0 ? { totalTokenCount: prompt + answer + thoughts } : {}),
		...(details.length > 0 ? { promptTokensDetails: details } : {}),
		...(thoughts > 0 ? { thoughtsTokenCount: thoughts } : {}),
	};
}

/** The chunks of a streamed answer put together: what `generateContent` answers in one piece. */
export function mergeChunks(chunks: readonly GenerateResponse[]): GenerateResponse {
	const candidates = new Map<number, Candidate>();
	for (const candidate of chunks.flatMap((chunk) => chunk.candidates ?? [])) {
		const before = candidates.get(candidate.index);
		candidates.set(candidate.index, before === undefined ? candidate : mergeCandidate(before, candidate));
	}
	const { candidates: _, ...rest } = chunks.at(-1) ?? {};
	return { ...(candidates.size === 0 ? {} : { candidates: [...candidates.values()] }), ...rest };
}

function mergeCandidate(before: Candidate, after: Candidate): Candidate {
	const parts = (after.content?.parts ?? []).reduce(appendPart, before.content?.parts ?? []);
	return { ...before, ...after, content: { ...(parts.length > 0 ? { parts } : {}), role: 'model' } };
}

/** Texts of one kind run together into one part; a thought stays apart from the answer. */
function appendPart(parts: readonly ResponsePart[], part: ResponsePart): readonly ResponsePart[] {
	const last = parts.at(-1);
	return last !== undefined && 'text' in last && 'text' in part && last.thought === part.thought
		? [...parts.slice(0, -1), { ...last, ...part, text: last.text + part.text }]
		: [...parts, part];
}
