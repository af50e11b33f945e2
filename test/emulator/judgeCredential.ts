import { type Credential, readCredentials } from './credentials.ts';
import { namedError } from './errors/catalogue.ts';
import { judgeAccessToken } from './judgeAccessToken.ts';
import { judgeApiKey } from './judgeApiKey.ts';
import type { RouteRequest } from './routing.ts';

/**
 * Refuses a call to a native Gemini endpoint unless it carries exactly one good credential: an API key as a header or in
 * the query, or an access token. `generates`: the call makes tokens, so quota counts.
 */
export async function judgeCredential(request: RouteRequest, generates: boolean): Promise<void> {
	const { message, url, blanks } = request;
	const [credential, second] = readCredentials(message, url);
	if (credential === undefined) {
		throw namedError('credentials-missing', blanks);
	}
	if (second !== undefined) {
		throw namedError('credentials-conflict', blanks);
	}
	await judges[credential.kind](request, credential.value, generates);
}

type Judge = (request: RouteRequest, sent: string, generates: boolean) => void | Promise<void>;

const judges: Readonly<Record<Credential['kind'], Judge>> = {
	'header-key': judgeApiKey,
	'query-key': judgeApiKey,
	bearer: judgeAccessToken,
	'query-token': judgeAccessToken,
	'other-authorization': ({ blanks }) => {
		throw namedError('token-type-unsupported', blanks);
	},
};
