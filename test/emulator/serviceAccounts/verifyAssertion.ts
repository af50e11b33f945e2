import { compactVerify, decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import type { EmulatorState } from '../routing.ts';
import type { ServiceAccount } from './serviceAccount.ts';

/** Why a JWT is not a service account's word. */
export type AssertionFault =
	| 'malformed'
	| 'account-unknown'
	| 'account-deleted'
	| 'account-disabled'
	| 'signature'
	| 'times';

export class AssertionRefused extends Error {
	readonly fault: AssertionFault;
	/** Who is said to have signed. */
	readonly issuer: string;

	constructor(fault: AssertionFault, issuer = '') {
		super(fault);
		this.name = 'AssertionRefused';
		this.fault = fault;
		this.issuer = issuer;
	}
}

export type Assertion = { readonly account: ServiceAccount; readonly claims: JWTPayload };

/** In seconds (https://developers.google.com/identity/protocols/oauth2/service-account#authorizingrequests). */
const longestLife = 3600;
const skew = 60;

/** A JWT by its signer, its signature and its times (RFC 7523, section 3); what it is for, the caller judges. */
export async function verifyAssertion(
	jwt: string,
	{ serviceAccounts, clock }: Pick<EmulatorState, 'serviceAccounts' | 'clock'>,
): Promise<Assertion> {
	const { kid, alg, claims } = decode(jwt);
	const issuer = typeof claims.iss === 'string' ? claims.iss : '';
	const account = serviceAccounts.find(issuer);
	if (account === undefined || account.email !== issuer) {
		throw new AssertionRefused('account-unknown', issuer);
	}
	if (account.state !== 'enabled') {
		throw new AssertionRefused(account.state === 'deleted' ? 'account-deleted' : 'account-disabled', issuer);
	}
	if (alg !== 'RS256' || !(await isSigned(jwt, account, kid))) {
		throw new AssertionRefused('signature', issuer);
	}
	if (!isTimely(claims, Math.floor(clock() / 1000))) {
		throw new AssertionRefused('times', issuer);
	}
	return { account, claims };
}

function decode(jwt: string): { kid: string | undefined; alg: string | undefined; claims: JWTPayload } {
	try {
		const { kid, alg } = decodeProtectedHeader(jwt);
		return { kid, alg, claims: decodeJwt(jwt) };
	} catch {
		throw new AssertionRefused('malformed');
	}
}

/** Without a `kid` any key of the account will do: Google's own library for Node sends none. */
async function isSigned(jwt: string, { keys }: ServiceAccount, kid: string | undefined): Promise<boolean> {
	for (const key of keys) {
		if (key.state === 'enabled' && (kid === undefined || kid === key.keyId)) {
			const { publicKey } = await key.pair();
			const verified = await compactVerify(jwt, publicKey, { algorithms: ['RS256'] }).catch(() => undefined);
			if (verified !== undefined) {
				return true;
			}
		}
	}
	return false;
}

function isTimely({ iat, exp }: JWTPayload, now: number): boolean {
	return (
		typeof iat === 'number' &&
		typeof exp === 'number' &&
		iat <= now + skew &&
		exp > now &&
		exp > iat &&
		exp <= iat + longestLife
	);
}
