import { wellFormed } from '../gemini/wellFormed.ts';
import { httpCallOf, quotaHeaders } from './httpCall.ts';
import type { JsonObject, JsonValue } from './literal.ts';
import type { SnippetRequest } from './snippet.ts';

/** A request in the form that Google's Gen AI libraries take: names as in the API, with the system instruction among the settings. */
export type LibraryCall = {
	readonly model: string;
	readonly contents: JsonValue;
	/** GenerateContentConfig; empty where the model decides everything. */
	readonly config: JsonObject;
	/** What differs from the libraries' own way to Google; empty where nothing does. */
	readonly baseUrl: string | undefined;
	readonly headers: Readonly<Record<string, string>>;
};

/** The request of the panel for a library. */
export function libraryCallOf(request: SnippetRequest): LibraryCall {
	const { contents = [], systemInstruction, generationConfig = {} } = httpCallOf(request).body;
	return {
		model: wellFormed(request.draft.model),
		contents,
		config: {
			...(systemInstruction === undefined ? {} : { systemInstruction }),
			...(generationConfig as JsonObject),
		},
		baseUrl: request.profile?.baseUrl,
		headers: quotaHeaders(request.profile),
	};
}
