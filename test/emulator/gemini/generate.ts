import { createHash } from 'node:crypto';
import { type BesideText, besideText } from './besideText.ts';
import { composeAnswer } from './composeAnswer.ts';
import type { Model } from './models.ts';
import { type ModalityCount, promptTokens, sumTokens } from './promptTokens.ts';
import { type GenerateRequest, type GenerationConfig, textOf } from './request.ts';
import type { GenerateResponse, ResponsePart } from './response.ts';
import { usageOf } from './response.ts';
import { tokenize } from './tokens.ts';

/** One candidate's tokens and why they end. */
type Generation = {
	readonly index: number;
	readonly thoughts: readonly string[];
	readonly answer: readonly string[];
	readonly finishReason: 'STOP' | 'MAX_TOKENS';
	/** What comes after the text. */
	readonly beside: BesideText;
};

/** The answer in chunks, as they stream; usage counts up, and each candidate's last chunk has its finishReason. */
export function generate(request: GenerateRequest, model: Model): GenerateResponse[] {
	const prompt = promptTokens(request);
	const config = request.generationConfig ?? {};
	const modelVersion = model.aliasOf ?? model.id;
	const responseId = createHash('sha256').update(JSON.stringify(request)).digest('base64url').slice(0, 22);
	const generations = Array.from({ length: config.candidateCount ?? 1 }, (_, index) =>
		generateCandidate(request, model, index),
	);
	const showThoughts = config.thinkingConfig?.includeThoughts === true;
	return countUp(
		generations.flatMap((generation) => chunksOf(generation, showThoughts)),
		prompt,
	).map((chunk) => ({
		...chunk,
		modelVersion,
		responseId,
	}));
}

/**
 * Thinking is spent first, then the answer, as Google counts maxOutputTokens. The model's own outputTokenLimit is not
 * applied where the request sets none, so that "write 100000 words" gives them all.
 */
function generateCandidate(request: GenerateRequest, model: Model, index: number): Generation {
	const config = request.generationConfig ?? {};
	const composed = composeAnswer(request, model.aliasOf ?? model.id, index);
	const most = config.maxOutputTokens ?? Number.POSITIVE_INFINITY;
	const thought = thinks(config) ? tokenize(composed.thoughts) : [];
	const text = cutAtStop(composed.text, config.stopSequences ?? []);
	const answer = tokenize(text);
	const thoughts = thought.slice(0, most);
	return {
		index,
		thoughts,
		answer: answer.slice(0, most - thoughts.length),
		finishReason: thought.length + answer.length > most ? 'MAX_TOKENS' : 'STOP',
		beside: besideText(index === 0 ? textOf(request.contents?.findLast(({ role }) => role !== 'model')) : ''),
	};
}

/** The emulator thinks only when asked to: by a level, a budget, or to show its thoughts. */
function thinks({ thinkingConfig: asked }: GenerationConfig): boolean {
	if (asked === undefined || asked.thinkingBudget === 0) {
		return false;
	}
	return asked.includeThoughts === true || asked.thinkingBudget !== undefined || asked.thinkingLevel !== undefined;
}

function cutAtStop(text: string, stops: readonly string[]): string {
	const ends = stops.filter((stop) => stop !== '').map((stop) => text.indexOf(stop));
	const found = ends.filter((end) => end >= 0);
	return found.length === 0 ? text : text.slice(0, Math.min(...found));
}

type CountedChunk = { readonly response: GenerateResponse; readonly thoughts: number; readonly answer: number };

function chunksOf(
	{ index, thoughts, answer, finishReason, beside }: Generation,
	showThoughts: boolean,
): CountedChunk[] {
	const chunk = (parts: readonly ResponsePart[], thoughtCount: number, answerCount: number): CountedChunk => ({
		response: { candidates: [{ content: { ...(parts.length > 0 ? { parts } : {}), role: 'model' }, index }] },
		thoughts: thoughtCount,
		answer: answerCount,
	});
	const thinking =
		thoughts.length === 0 || !showThoughts
			? []
			: [chunk([{ text: thoughts.join(''), thought: true }], thoughts.length, 0)];
	const hidden = showThoughts ? 0 : thoughts.length;
	const speaking = groups(answer).map((tokens, n) =>
		chunk([{ text: tokens.join('') }], n === 0 ? hidden : 0, tokens.length),
	);
	const others = beside.parts.map((part) => chunk([part], 0, 0));
	const chunks = [...thinking, ...(speaking.length > 0 ? speaking : [chunk([], hidden, 0)]), ...others];
	return chunks.map((each, n) =>
		n === chunks.length - 1 ? finish(each, finishReason, thoughts.length > 0, beside) : each,
	);
}

/** Models that think sign what they say; the signature rides on the last part. */
function finish(chunk: CountedChunk, finishReason: string, signed: boolean, { about }: BesideText): CountedChunk {
	const candidates = (chunk.response.candidates ?? []).map((candidate) => ({
		...candidate,
		content: {
			...candidate.content,
			...(candidate.content?.parts === undefined
				? {}
				: {
						parts: candidate.content.parts.map((part) =>
							signed ? { ...part, thoughtSignature: 'ZW11bGF0ZWQ=' } : part,
						),
					}),
		},
		...about,
		finishReason,
	}));
	return { ...chunk, response: { ...chunk.response, candidates } };
}

/** About forty chunks of 8 to 64 tokens: a short answer streams too, and a long one does not take all day. */
function groups(tokens: readonly string[]): string[][] {
	const size = Math.min(64, Math.max(8, Math.ceil(tokens.length / 40)));
	return Array.from({ length: Math.ceil(tokens.length / size) }, (_, n) => tokens.slice(n * size, (n + 1) * size));
}

function countUp(chunks: readonly CountedChunk[], prompt: readonly ModalityCount[]): GenerateResponse[] {
	const total = sumTokens(prompt);
	let thoughts = 0;
	let answer = 0;
	return chunks.map((chunk) => {
		thoughts += chunk.thoughts;
		answer += chunk.answer;
		return { ...chunk.response, usageMetadata: usageOf(total, prompt, answer, thoughts) };
	});
}
