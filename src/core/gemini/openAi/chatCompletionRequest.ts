import type { Attachment, Draft } from '../draft.ts';
import { wellFormed } from '../wellFormed.ts';

/**
 * The body of a chat completion (https://platform.openai.com/docs/api-reference/chat/create), as Google takes it
 * (https://ai.google.dev/gemini-api/docs/openai). OpenAI has no word for the settings of Gemini's filters: they are left out.
 */
export const chatCompletionRequest = (draft: Draft, isStreamed: boolean) => ({
	...completionParameters(draft),
	...extraBody(draft),
	...(isStreamed ? { stream: true, stream_options: { include_usage: true } } : {}),
});

/** The parameters that OpenAI's libraries know. What is undefined is left out of JSON. */
export function completionParameters(draft: Draft) {
	const { model, prompt, system, earlier = [], attachments = [] } = draft;
	return {
		model: wellFormed(model),
		messages: [
			...(system ? [textMessage('system', system)] : []),
			...earlier.flatMap((turn) => [textMessage('user', turn.prompt), textMessage('assistant', turn.answer)]),
			attachments.length === 0
				? textMessage('user', prompt)
				: { role: 'user', content: [...attachments.map(contentPart), { type: 'text', text: wellFormed(prompt) }] },
		],
		temperature: draft.temperature,
		max_tokens: draft.maxOutputTokens,
		reasoning_effort: hasThinkingConfig(draft) ? undefined : draft.thinking,
		stop: draft.stopSequences?.map(wellFormed),
		seed: draft.seed,
		n: draft.candidateCount,
		response_format: responseFormat(draft),
	};
}

/** What only Google knows, in the member that it reads for that; empty where there is none. */
export const extraBody = (draft: Draft) =>
	hasThinkingConfig(draft) ? { extra_body: { google: { thinking_config: thinkingConfig(draft) } } } : {};

const textMessage = (role: 'system' | 'user' | 'assistant', text: string) => ({ role, content: wellFormed(text) });

/** Google takes files of every kind as what OpenAI calls an image, except sound. */
function contentPart({ mimeType, data }: Attachment): object {
	const [, format] = /^audio\/(wav|mp3)$/.exec(mimeType) ?? [];
	return format
		? { type: 'input_audio', input_audio: { data, format } }
		: { type: 'image_url', image_url: { url: `data:${mimeType};base64,${data}` } };
}

/** Effort and this may not both be said. */
const hasThinkingConfig = ({ thinkingBudget, includeThoughts }: Draft): boolean =>
	thinkingBudget !== undefined || includeThoughts === true;

const thinkingConfig = ({ thinking, thinkingBudget, includeThoughts }: Draft) => ({
	thinking_budget: thinkingBudget,
	thinking_level: thinkingBudget === undefined ? thinking : undefined,
	include_thoughts: includeThoughts,
});

/** A schema has to have a name, which nothing depends on. */
function responseFormat({ responseMimeType, responseJsonSchema }: Draft): object | undefined {
	if (responseJsonSchema !== undefined) {
		return { type: 'json_schema', json_schema: { name: 'answer', schema: responseJsonSchema } };
	}
	return responseMimeType === 'application/json' ? { type: 'json_object' } : undefined;
}
