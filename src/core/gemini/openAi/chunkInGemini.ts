import { isRecord, type JsonRecord, listOf, textOf } from '../../errors/googleError.ts';

/** `finish_reason` in Gemini's words; what is neither is passed on in capitals. Google writes more behind `content_filter`. */
const finishReasons: readonly (readonly [RegExp, string])[] = [
	[/^(?:stop|tool_calls|function_call)$/, 'STOP'],
	[/^length$/, 'MAX_TOKENS'],
	[/^content_filter/, 'SAFETY'],
];

/** A piece of a chat completion as the GenerateContentResponse that says the same. What is no such piece stays what it is. */
export function chunkInGemini(chunk: unknown): unknown {
	if (!isRecord(chunk) || 'error' in chunk || !(Array.isArray(chunk['choices']) || isRecord(chunk['usage']))) {
		return chunk;
	}
	const { choices, usage, model, id } = chunk;
	const candidates = listOf(choices).filter(isRecord).map(candidate);
	return {
		...(candidates.length > 0 ? { candidates } : {}),
		...(isRecord(usage) ? { usageMetadata: usageInGemini(usage) } : {}),
		...(textOf(model) === '' ? {} : { modelVersion: textOf(model) }),
		...(textOf(id) === '' ? {} : { responseId: textOf(id) }),
	};
}

function candidate({ index, delta, message, finish_reason: reason }: JsonRecord): JsonRecord {
	const said = isRecord(delta) ? delta : isRecord(message) ? message : {};
	const text = textOf(said['content']);
	// Google marks its summaries of thoughts so, where they are asked for.
	const extra = isRecord(said['extra_content']) ? said['extra_content'] : {};
	const google = isRecord(extra['google']) ? extra['google'] : {};
	const parts = [
		...(text === '' ? [] : [{ text, ...(google['thought'] === true ? { thought: true } : {}) }]),
		...listOf(said['tool_calls']).map((functionCall) => ({ functionCall })),
	];
	const finishReason = textOf(reason);
	return {
		index: countOf(index),
		content: { role: 'model', parts },
		...(finishReason === ''
			? {}
			: {
					finishReason:
						finishReasons.find(([pattern]) => pattern.test(finishReason))?.[1] ?? finishReason.toUpperCase(),
				}),
	};
}

/** OpenAI counts thoughts among the output, Google has left them out there and in the total alone: the total decides. */
function usageInGemini(usage: JsonRecord): JsonRecord {
	const prompt = countOf(usage['prompt_tokens']);
	const completion = countOf(usage['completion_tokens']);
	const total = countOf(usage['total_tokens']) || prompt + completion;
	const cached = countOf(member(usage, 'prompt_tokens_details', 'cached_tokens'));
	const leftOut = Math.max(0, total - prompt - completion);
	const within = Math.min(completion, countOf(member(usage, 'completion_tokens_details', 'reasoning_tokens')));
	const thoughts = leftOut > 0 ? leftOut : within;
	return {
		promptTokenCount: prompt,
		candidatesTokenCount: leftOut > 0 ? completion : completion - within,
		totalTokenCount: total,
		...(thoughts > 0 ? { thoughtsTokenCount: thoughts } : {}),
		...(cached > 0 ? { cachedContentTokenCount: cached } : {}),
	};
}

const member = (record: JsonRecord, name: string, inner: string): unknown => {
	const value = record[name];
	return isRecord(value) ? value[inner] : undefined;
};

const countOf = (value: unknown): number => (Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : 0);
