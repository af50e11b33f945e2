import { looksLikeJwt } from '../callers/selfSignedCaller.ts';
import { readCredentials } from '../credentials.ts';
import { namedError } from '../errors/catalogue.ts';
import { header } from '../http/headers.ts';
import { judgeAccessToken } from '../judgeAccessToken.ts';
import { judgeApiKey } from '../judgeApiKey.ts';
import type { RouteRequest } from '../routing.ts';

/** Here a key travels as a Bearer token does. What OpenAI's libraries add about an organization counts as a second credential. */
export async function judgeOpenAiCaller(request: RouteRequest, generates: boolean): Promise<void> {
	const { message, url, blanks, state } = request;
	const [credential, second] = readCredentials(message, url);
	if (credential === undefined) {
		throw namedError('credentials-missing', blanks);
	}
	const isOpenAis = header(message, 'openai-organization') || header(message, 'openai-project');
	if (second !== undefined || isOpenAis) {
		throw namedError('credentials-conflict', blanks);
	}
	const { kind, value } = credential;
	if (kind === 'other-authorization') {
		throw namedError('token-type-unsupported', blanks);
	}
	const isToken =
		kind === 'query-token' ||
		looksLikeJwt(value) ||
		state.oauth.grants.accessToken(value) !== undefined ||
		state.tokens.find(value) !== undefined;
	if (isToken) {
		await judgeAccessToken(request, value);
	} else {
		judgeApiKey({ ...request, blanks: { ...blanks, key: value } }, value, generates);
	}
}
