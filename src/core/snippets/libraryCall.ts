import { wellFormed } from '../gemini/wellFormed.ts';
import type { Profile } from '../profiles/profile.ts';
import { httpCallOf, quotaHeaders } from './httpCall.ts';
import type { JsonObject, JsonValue } from './literal.ts';
import type { SnippetRequest } from './snippet.ts';
import type { DefaultCredentials, StandIn } from './standIn.ts';

/** A request in the form that Google's Gen AI libraries take: names as in the API, with the system instruction among the settings. */
export type LibraryCall = {
	readonly model: string;
	readonly contents: JsonValue;
	/** GenerateContentConfig; empty where the model decides everything. */
	readonly config: JsonObject;
	/** What differs from the libraries' own way to Google; empty where nothing does. */
	readonly baseUrl: string | undefined;
	/** Set where Vertex AI is asked; without a project in its express mode. */
	readonly vertex: { readonly project?: string; readonly location?: string } | undefined;
	readonly headers: Readonly<Record<string, string>>;
};

/** The request of the panel for a library, which speaks Gemini's own terms also where the panel speaks OpenAI's: the host is the same. */
export function libraryCallOf(request: SnippetRequest): LibraryCall {
	const {
		contents = [],
		systemInstruction,
		generationConfig = {},
		safetySettings,
	} = httpCallOf({ ...request, profile: undefined }).body;
	return {
		model: wellFormed(request.draft.model),
		contents,
		config: {
			...(systemInstruction === undefined ? {} : { systemInstruction }),
			...(generationConfig as JsonObject),
			...(safetySettings === undefined ? {} : { safetySettings }),
		},
		baseUrl: request.profile?.baseUrl,
		vertex: vertexOf(request.profile),
		headers: quotaHeaders(request.profile),
	};
}

function vertexOf(profile: Profile | undefined): LibraryCall['vertex'] {
	const { target } = profile ?? {};
	switch (target?.kind) {
		case 'vertex':
			return { project: target.project, location: target.location };
		case 'vertex-express':
			return {};
		default:
			return undefined;
	}
}

/** Whether Google's libraries take what the profile calls with; some take a key or a project, and not both. */
export const takenByLibrary = ({ kind }: StandIn | DefaultCredentials, { vertex }: LibraryCall): boolean =>
	kind === 'key' && vertex?.project === undefined;
