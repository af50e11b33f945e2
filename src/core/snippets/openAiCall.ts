import { openAiPlace } from '../gemini/developerApi.ts';
import type { Attachment, Draft } from '../gemini/draft.ts';
import { wellFormed } from '../gemini/wellFormed.ts';
import { quotaHeaders } from './httpCall.ts';
import { libraryCallOf } from './libraryCall.ts';
import type { JsonObject, JsonValue } from './literal.ts';
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
	const { system, temperature, maxOutputTokens, thinkingLevel, thinkingBudget } = settingsOf(call);
	const thinking: JsonObject = {
		...(thinkingLevel === undefined ? {} : { thinking_level: thinkingLevel.toLowerCase() }),
		...(thinkingBudget === undefined ? {} : { thinking_budget: thinkingBudget }),
		...(draft.includeThoughts ? { include_thoughts: true } : {}),
	};
	const { base, prefix } = openAiPlace(profile);
	return {
		baseUrl: base,
		headers: quotaHeaders(profile),
		parameters: {
			model: `${prefix}${call.model}`,
			messages: [...(system === undefined ? [] : [message('system', system)]), ...messagesOf(draft)],
			...(temperature === undefined ? {} : { temperature }),
			...(maxOutputTokens === undefined ? {} : { max_tokens: maxOutputTokens }),
			...(draft.stopSequences ? { stop: draft.stopSequences.map(wellFormed) } : {}),
			...(draft.seed === undefined ? {} : { seed: draft.seed }),
			...(draft.candidateCount === undefined ? {} : { n: draft.candidateCount }),
			...formOf(draft),
		},
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

const message = (role: string, content: JsonValue): JsonObject => ({
	role,
	content: typeof content === 'string' ? wellFormed(content) : content,
});

const messagesOf = ({ earlier = [], attachments = [], prompt }: Draft): readonly JsonObject[] => [
	...earlier.flatMap((turn) => [message('user', turn.prompt), message('assistant', turn.answer)]),
	message(
		'user',
		attachments.length === 0 ? prompt : [...attachments.map(partOf), { type: 'text', text: wellFormed(prompt) }],
	),
];

/** Google takes files of every kind as what OpenAI calls an image, except sound. */
function partOf({ mimeType, data }: Attachment): JsonObject {
	const format = /^audio\/(wav|mp3)$/.exec(mimeType)?.[1];
	return format
		? { type: 'input_audio', input_audio: { data, format } }
		: { type: 'image_url', image_url: { url: `data:${mimeType};base64,${data}` } };
}

/** A schema has to have a name, on which nothing depends. */
function formOf({ responseMimeType, responseJsonSchema }: Draft): JsonObject {
	if (responseJsonSchema !== undefined) {
		const schema = responseJsonSchema as JsonValue;
		return { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema } } };
	}
	return responseMimeType === 'application/json' ? { response_format: { type: 'json_object' } } : {};
}
