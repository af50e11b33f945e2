import { createHash } from 'node:crypto';
import { fullName } from './accounts.ts';
import { issuer } from './authorizationAnswer.ts';
import { emailScope, profileScope } from './scopes.ts';
import type { SigningKey } from './signingKey.ts';
import type { TokensGiven } from './tokensGiven.ts';

const life = 3600;

/** Who has signed in (https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload). `now` in seconds. */
export function idToken(
	{ grant: { account, clientId }, scopes, nonce }: TokensGiven,
	accessToken: string,
	key: SigningKey,
	now: number,
): Promise<string> {
	return key.sign({
		iss: issuer,
		azp: clientId,
		aud: clientId,
		sub: account.sub,
		...(account.organization === undefined ? {} : { hd: account.organization }),
		...(scopes.includes(emailScope) ? { email: account.email, email_verified: true } : {}),
		// The left half of the token's hash (OpenID Connect Core 1.0, section 3.1.3.6).
		at_hash: createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url'),
		...(nonce === undefined ? {} : { nonce }),
		...(scopes.includes(profileScope)
			? { name: fullName(account), given_name: account.givenName, family_name: account.familyName }
			: {}),
		iat: now,
		exp: now + life,
	});
}
