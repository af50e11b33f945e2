import type * as oauth from 'oauth4webapi';
import { isRecord } from '../../core/errors/googleError.ts';
import { readScopes } from '../../core/oauth/scopes.ts';
import type { Tokens } from '../../core/oauth/tokens.ts';
import { parseJson } from '../../core/parseJson.ts';

/** The answer of a token endpoint (RFC 6749, section 5.1), its lifetimes counted from `now`, in milliseconds. */
export function tokensOf(response: oauth.TokenEndpointResponse, now: number): Tokens {
	const { access_token, expires_in, refresh_token, scope } = response;
	const refreshSeconds = response['refresh_token_expires_in'];
	return {
		accessToken: access_token,
		obtainedAt: now,
		...(expires_in === undefined ? {} : { expiresAt: now + expires_in * 1000 }),
		...(scope === undefined ? {} : { scopes: readScopes(scope) }),
		...(refresh_token ? { refreshToken: refresh_token } : {}),
		...(typeof refreshSeconds === 'number' && refreshSeconds > 0
			? { refreshExpiresAt: now + refreshSeconds * 1000 }
			: {}),
	};
}

/** What an answer of a token endpoint means, for the transcript. */
export function meaningOfTokens(body: string): string {
	const json = parseJson(body);
	const { expires_in, refresh_token, scope, access_token } = isRecord(json) ? json : {};
	if (typeof access_token !== 'string') {
		return 'This is no answer of a token endpoint.';
	}
	const minutes = Number(expires_in) / 60;
	return [
		Number.isFinite(minutes)
			? `An access token for ${Math.round(minutes)} minutes`
			: 'An access token whose end is not told',
		typeof refresh_token === 'string' ? ', with a refresh token' : ', without a refresh token',
		typeof scope === 'string' ? `, for ${readScopes(scope).length} scopes.` : '.',
	].join('');
}
