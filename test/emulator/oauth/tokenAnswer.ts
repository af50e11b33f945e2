import type { EmulatorState } from '../routing.ts';
import { idToken } from './idToken.ts';
import type { TokensGiven } from './tokensGiven.ts';

/** The successful answer of the token endpoint (RFC 6749, section 5.1), in Google's order. */
export async function tokenAnswer(given: TokensGiven, { oauth, clock }: EmulatorState): Promise<object> {
	const { grant, scopes, refreshToken } = given;
	const { accessTokenSeconds } = oauth.settings;
	const now = clock();
	const accessToken = oauth.grants.giveAccessToken(grant, scopes, now + accessTokenSeconds * 1000);
	return {
		access_token: accessToken,
		expires_in: accessTokenSeconds,
		...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
		scope: scopes.join(' '),
		token_type: 'Bearer',
		...(scopes.includes('openid')
			? { id_token: await idToken(given, accessToken, await oauth.signingKey(), Math.floor(now / 1000)) }
			: {}),
		...(grant.refreshEnds === undefined
			? {}
			: { refresh_token_expires_in: Math.floor((grant.refreshEnds - now) / 1000) }),
	};
}
