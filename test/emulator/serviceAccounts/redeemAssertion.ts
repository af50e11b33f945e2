import type { OAuthErrorName } from '../errors/oauthErrors.ts';
import { machineAnswer } from '../http/oauthReply.ts';
import type { Reply } from '../http/reply.ts';
import { isMachineScope, readScopes } from '../oauth/scopes.ts';
import { requiredField, TokenRefused } from '../oauth/tokenRefused.ts';
import type { EmulatorState, RouteRequest } from '../routing.ts';
import { delegatedTo } from './delegation.ts';
import { machineIdToken } from './machineIdToken.ts';
import { type Assertion, type AssertionFault, AssertionRefused, verifyAssertion } from './verifyAssertion.ts';

/** The first is what the documentation says; the others are older addresses of the same endpoint, which old key files name. */
const audiences: readonly unknown[] = [
	'https://oauth2.googleapis.com/token',
	'https://accounts.google.com/o/oauth2/token',
	'https://www.googleapis.com/oauth2/v4/token',
];

/** Google says of a disabled account that it is not there. */
const refusals: Readonly<Record<AssertionFault, OAuthErrorName>> = {
	malformed: 'assertion-unexplained',
	'account-unknown': 'account-not-found',
	'account-disabled': 'account-not-found',
	'account-deleted': 'account-deleted',
	signature: 'jwt-signature',
	times: 'jwt-time',
};

/** `grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer` (RFC 7523, section 2.1). There is no client, and no refresh token. */
export async function redeemAssertion(form: URLSearchParams, { state }: RouteRequest): Promise<Reply> {
	const { account, claims } = await verified(requiredField(form, 'assertion'), state);
	if (!audiences.includes(claims.aud)) {
		throw new TokenRefused('jwt-audience');
	}
	const audience = claims['target_audience'];
	if (typeof audience === 'string' && audience !== '') {
		return machineAnswer(200, { id_token: await machineIdToken(account, audience, state) });
	}
	const scope = claims['scope'];
	const scopes = readScopes(typeof scope === 'string' ? scope : '');
	if (scopes.length === 0 || !scopes.every(isMachineScope)) {
		throw new TokenRefused('assertion-scope-invalid');
	}
	const subject = claims.sub === account.email ? undefined : claims.sub;
	const { accessTokenSeconds } = state.oauth.settings;
	const token = state.tokens.give(
		subject === undefined
			? { kind: 'service-account', account }
			: { kind: 'delegated', account, subject: delegatedTo(account, subject, scopes, state) },
		scopes,
		state.clock() + accessTokenSeconds * 1000,
	);
	return machineAnswer(200, { access_token: token, expires_in: accessTokenSeconds, token_type: 'Bearer' });
}

async function verified(jwt: string, state: EmulatorState): Promise<Assertion> {
	try {
		return await verifyAssertion(jwt, state);
	} catch (error) {
		throw error instanceof AssertionRefused ? new TokenRefused(refusals[error.fault]) : error;
	}
}
