import type { EmulatorState } from '../routing.ts';
import type { OAuthClient } from './clients.ts';
import { refreshes } from './grants.ts';
import { readScopes } from './scopes.ts';
import { requiredField, TokenRefused } from './tokenRefused.ts';
import type { TokensGiven } from './tokensGiven.ts';

/** `grant_type=refresh_token` (RFC 6749, section 6). */
export function refresh(form: URLSearchParams, client: OAuthClient, state: EmulatorState): TokensGiven {
	const { grants, settings } = state.oauth;
	const token = requiredField(form, 'refresh_token');
	const grant = grants.ofRefreshToken(token);
	if (grant !== undefined && grant.clientId !== client.clientId) {
		throw new TokenRefused('refresh-of-other-client');
	}
	if (grant === undefined || !refreshes(grant, token, state.clock())) {
		throw new TokenRefused('refresh-revoked');
	}
	if (grant.needsReauth) {
		throw new TokenRefused('reauth-required');
	}
	const asked = readScopes(form.get('scope') ?? '');
	if (asked.some((scope) => !grant.scopes.includes(scope))) {
		throw new TokenRefused('refresh-scope-invalid');
	}
	return {
		grant,
		scopes: asked.length === 0 ? grant.scopes : asked,
		...(settings.rotateRefreshTokens ? { refreshToken: grants.giveRefreshToken(grant) } : {}),
	};
}
