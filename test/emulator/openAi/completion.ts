import type { Candidate, GenerateResponse, UsageMetadata } from '../gemini/response.ts';

const finishReasons: Readonly<Record<string, string>> = { STOP: 'stop', MAX_TOKENS: 'length' };

const finishOf = (reason: string | undefined) =>
	reason === undefined ? undefined : (finishReasons[reason] ?? `content_filter: ${reason}`);

const textOf = ({ content }: Candidate) =>
	(content?.parts ?? []).map((part) => ('text' in part && part.thought !== true ? part.text : '')).join('');

/** Thoughts are in the total and nowhere else. */
const usageOf = (usage: UsageMetadata = {}) => ({
	prompt_tokens: usage.promptTokenCount ?? 0,
	completion_tokens: usage.candidatesTokenCount ?? 0,
	total_tokens: usage.totalTokenCount ?? 0,
});

type Head = { readonly id: string; readonly created: number; readonly model: string };

/** A whole answer as a chat completion (https://ai.google.dev/gemini-api/docs/openai). */
export const completionOf = (answer: GenerateResponse, head: Head) => ({
	...head,
	object: 'chat.completion',
	choices: candidatesOf(answer).map((candidate) => ({
		index: candidate.index,
		message: { role: 'assistant', content: textOf(candidate) },
		finish_reason: finishOf(candidate.finishReason),
	})),
	usage: usageOf(answer.usageMetadata),
});

/** The same in pieces; the tokens come with the last one where they are asked for. */
export const completionChunks = (chunks: readonly GenerateResponse[], head: Head, includesUsage: boolean) =>
	chunks.map((chunk, index) => ({
		...head,
		object: 'chat.completion.chunk',
		choices: candidatesOf(chunk).map((candidate) => {
			const reason = finishOf(candidate.finishReason);
			return {
				index: candidate.index,
				delta: { role: 'assistant', content: textOf(candidate) },
				...(reason === undefined ? {} : { finish_reason: reason }),
			};
		}),
		...(includesUsage && index === chunks.length - 1 ? { usage: usageOf(chunk.usageMetadata) } : {}),
	}));

/** A prompt that was blocked has no candidate, and a completion says so of a choice. */
const candidatesOf = ({ candidates, promptFeedback }: GenerateResponse): readonly Candidate[] =>
	candidates ?? (promptFeedback ? [{ index: 0, finishReason: promptFeedback.blockReason }] : []);
