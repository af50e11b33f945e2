import { openAiPlace } from '../gemini/developerApi.ts';
import type { Draft } from '../gemini/draft.ts';
import { completionParameters } from '../gemini/openAi/chatCompletionRequest.ts';
import { quotaHeaders } from './httpCall.ts';
import { libraryCallOf } from './libraryCall.ts';
import type { JsonObject } from './literal.ts';
import { settingsOf } from './settings.ts';
import type { SnippetRequest } from './snippet.ts';

/** A request for OpenAI's libraries, which send it to Google's compatible endpoint. */
export type OpenAiCall = {
	readonly baseUrl: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Parameters of a chat completion, without what streams it. */
	readonly parameters: JsonObject;
	/** `extra_body` of the request: what OpenAI has no word for. */
	readonly extraBody: JsonObject | undefined;
	/** Settings that have no place there, by their names at Google. */
	readonly leftOut: readonly string[];
};

/** The request of the panel in OpenAI's terms (https://ai.google.dev/gemini-api/docs/openai). */
export function openAiCallOf(request: SnippetRequest): OpenAiCall {
	const { draft, profile } = request;
	const call = libraryCallOf(request);
	const { thinkingLevel, thinkingBudget } = settingsOf(call);
	const thinking: JsonObject = {
		...(thinkingLevel === undefined ? {} : { thinking_level: thinkingLevel.toLowerCase() }),
		...(thinkingBudget === undefined ? {} : { thinking_budget: thinkingBudget }),
		...(draft.includeThoughts ? { include_thoughts: true } : {}),
	};
	const { base, prefix } = openAiPlace(profile);
	return {
		baseUrl: base,
		headers: quotaHeaders(profile),
		parameters: { ...parametersOf(draft), model: `${prefix}${call.model}` },
		extraBody: Object.keys(thinking).length > 0 ? { google: { thinking_config: thinking } } : undefined,
		leftOut: [
			...(draft.safety && Object.keys(draft.safety).length > 0 ? ['safetySettings'] : []),
			...(draft.responseMimeType === 'text/x.enum' ? ['responseMimeType text/x.enum'] : []),
		],
	};
}

/** What a comment says of settings that are left out; none where all of them are there. */
export const leftOutInWords = ({ leftOut }: OpenAiCall): readonly string[] =>
	leftOut.length === 0 ? [] : [`Not in here, since OpenAI has no word for it: ${leftOut.join(', ')}.`];

/** As the panel itself sends them, but for the thinking, which Google's own words in `extra_body` tell more exactly. */
function parametersOf(draft: Draft): JsonObject {
	const { reasoning_effort: _, ...parameters } = completionParameters(draft);
	// JSON leaves out what is undefined.
	return JSON.parse(JSON.stringify(parameters));
}
