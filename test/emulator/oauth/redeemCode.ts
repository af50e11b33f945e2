import type { EmulatorState } from '../routing.ts';
import type { OAuthClient } from './clients.ts';
import type { AuthorizationCode } from './oauthState.ts';
import { verifies } from './pkce.ts';
import { isSignInScope } from './scopes.ts';
import { requiredField, TokenRefused } from './tokenRefused.ts';
import type { TokensGiven } from './tokensGiven.ts';

const week = 7 * 24 * 60 * 60 * 1000;

/** `grant_type=authorization_code` (RFC 6749, section 4.1.3; RFC 7636, section 4.5). */
export function redeemCode(form: URLSearchParams, client: OAuthClient, state: EmulatorState): TokensGiven {
	const { codes, grants, settings } = state.oauth;
	const code = codes.get(requiredField(form, 'code'));
	const redirectUri = requiredField(form, 'redirect_uri');
	if (code === undefined) {
		throw new TokenRefused('code-malformed');
	}
	const { grant, request } = code;
	if (code.used) {
		// Somebody else has it too, and nobody knows who of the two is the client (RFC 6749, section 4.1.2).
		grants.end((each) => each === grant);
	}
	if (code.used || grant.ended || state.clock() >= code.ends || request.clientId !== client.clientId) {
		throw new TokenRefused('code-used');
	}
	if (redirectUri !== request.redirectUri) {
		throw new TokenRefused('redirect-mismatch');
	}
	checkVerifier(code, form.get('code_verifier') ?? '');
	code.used = true;
	if (!grant.offline || settings.withholdRefreshTokens) {
		return { grant, scopes: grant.scopes, nonce: request.nonce };
	}
	// Who only signs in is not held to the week (https://developers.google.com/identity/protocols/oauth2#expiration).
	if (client.publishingStatus === 'testing' && !grant.scopes.every(isSignInScope)) {
		grant.refreshEnds = state.clock() + week;
	}
	return { grant, scopes: grant.scopes, nonce: request.nonce, refreshToken: grants.giveRefreshToken(grant) };
}

function checkVerifier({ request: { challenge } }: AuthorizationCode, verifier: string): void {
	if (challenge === undefined) {
		if (verifier !== '') {
			throw new TokenRefused('verifier-unneeded');
		}
		return;
	}
	if (verifier === '') {
		throw new TokenRefused('verifier-missing');
	}
	if (!verifies(challenge, verifier)) {
		throw new TokenRefused('verifier-wrong');
	}
}
