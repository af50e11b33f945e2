import { namedError } from '../errors/catalogue.ts';
import { readScopes } from '../oauth/scopes.ts';
import type { RouteRequest } from '../routing.ts';
import { type Assertion, AssertionRefused, verifyAssertion } from '../serviceAccounts/verifyAssertion.ts';
import { type Caller, memberOf } from './caller.ts';

/** Three parts, the first of which is JSON in base64url. Access tokens may have dots too. */
export const looksLikeJwt = (sent: string) => /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(sent);

/**
 * A service account that has signed its own token and asked nobody: `iss` and `sub` are its email, and either `aud` names
 * the service or `scope` says what it may do
 * (https://developers.google.com/identity/protocols/oauth2/service-account#jwt-auth, https://google.aip.dev/auth/4111).
 */
export async function selfSignedCaller(request: RouteRequest, jwt: string): Promise<Caller> {
	const { account, claims } = await verified(request, jwt);
	const caller = {
		kind: 'service-account',
		members: [memberOf(account.email)],
		projectNumber: account.project.projectNumber,
	} as const;
	const scope = claims['scope'];
	const scopes = readScopes(typeof scope === 'string' ? scope : '');
	if (claims.sub !== account.email || (claims.aud === undefined && scopes.length === 0)) {
		throw namedError('jwt-invalid', request.blanks);
	}
	if (claims.aud === undefined) {
		return { ...caller, scopes };
	}
	if (!audiencesOf(request).includes(claims.aud)) {
		throw namedError('jwt-invalid', request.blanks);
	}
	return { ...caller, scopes: undefined };
}

/** The service, with or without the name of its interface. */
function audiencesOf({ blanks }: RouteRequest): readonly unknown[] {
	const root = `https://${blanks.service}/`;
	return [root, `${root}${blanks.method.slice(0, blanks.method.lastIndexOf('.'))}`];
}

async function verified({ state, blanks }: RouteRequest, jwt: string): Promise<Assertion> {
	try {
		return await verifyAssertion(jwt, state);
	} catch (error) {
		if (!(error instanceof AssertionRefused)) {
			throw error;
		}
		const { fault, issuer } = error;
		if (fault === 'account-deleted' || fault === 'account-disabled') {
			throw namedError('account-disabled', { ...blanks, email: issuer });
		}
		// Somebody else's JWT, an ID token for one, is no credential here at all.
		const isForeign = fault === 'account-unknown' && !issuer.endsWith('.gserviceaccount.com');
		throw namedError(isForeign ? 'token-type-unsupported' : 'jwt-invalid', blanks);
	}
}
