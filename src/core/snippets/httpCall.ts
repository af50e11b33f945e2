import { generateContentRequest, streamGenerateContentRequest } from '../gemini/developerApi.ts';
import type { Profile } from '../profiles/profile.ts';
import type { JsonObject } from './literal.ts';
import type { SnippetRequest } from './snippet.ts';

/** A request without its credential. */
export type HttpCall = {
	/** Percent-encoded, so without quotes, blanks and braces. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: JsonObject;
};

/** The request that the panel sends, as it goes over the wire. */
export function httpCallOf({ draft, profile, isStreamed }: SnippetRequest): HttpCall {
	const request = (isStreamed ? streamGenerateContentRequest : generateContentRequest)(draft, profile);
	return {
		url: new URL(request.url).href,
		headers: { ...request.headers, ...quotaHeaders(profile) },
		body: JSON.parse(request.body ?? '{}'),
	};
}

/** Names the project whose quota is used, by its id or number: neither has other characters. */
export function quotaHeaders(profile: Profile | undefined): Readonly<Record<string, string>> {
	const project = profile?.quotaProject?.replace(/[^\w.:-]/g, '');
	return project ? { 'x-goog-user-project': project } : {};
}
