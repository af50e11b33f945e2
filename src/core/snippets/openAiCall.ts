import { openAiPlace } from '../gemini/developerApi.ts';
import { quotaHeaders } from './httpCall.ts';
import { libraryCallOf } from './libraryCall.ts';
import type { JsonObject } from './literal.ts';
import { promptOf, settingsOf } from './settings.ts';
import type { SnippetRequest } from './snippet.ts';

/** A request for OpenAI's libraries, which send it to Google's compatible endpoint. */
export type OpenAiCall = {
	readonly baseUrl: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Parameters of a chat completion, without what streams it. */
	readonly parameters: JsonObject;
	/** `extra_body` of the request: what OpenAI has no word for. */
	readonly extraBody: JsonObject | undefined;
};

/** The request of the panel in OpenAI's terms (https://ai.google.dev/gemini-api/docs/openai). */
export function openAiCallOf(request: SnippetRequest): OpenAiCall {
	const call = libraryCallOf(request);
	const { system, temperature, maxOutputTokens, thinkingLevel, thinkingBudget } = settingsOf(call);
	const thinking: JsonObject | undefined =
		thinkingLevel !== undefined
			? { thinking_level: thinkingLevel.toLowerCase() }
			: thinkingBudget !== undefined
				? { thinking_budget: thinkingBudget }
				: undefined;
	const { base, prefix } = openAiPlace(request.profile);
	return {
		baseUrl: base,
		headers: quotaHeaders(request.profile),
		parameters: {
			model: `${prefix}${call.model}`,
			messages: [
				...(system === undefined ? [] : [{ role: 'system', content: system }]),
				{ role: 'user', content: promptOf(call) },
			],
			...(temperature === undefined ? {} : { temperature }),
			...(maxOutputTokens === undefined ? {} : { max_tokens: maxOutputTokens }),
		},
		extraBody: thinking ? { google: { thinking_config: thinking } } : undefined,
	};
}
