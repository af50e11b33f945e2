import type { ServiceAccountKey } from './keyFile.ts';

/** Claims of a signed request for a token, or of a token that a service account signs itself. Times in seconds since the epoch. */
export type Claims = Readonly<Record<string, string | number>>;

/** Signs with RS256 (RFC 7518, section 3.3). A key is imported once. */
export type AssertionSigner = {
	/** Loads what signing takes, while the key is still on its way. */
	prepare(): void;
	/** `version`: names the key in memory. */
	sign(key: SigningKey, claims: Claims): Promise<string>;
	/** Whether a PEM is an RSA key that can sign. */
	isRsaKey(pem: string): Promise<boolean>;
};

export type SigningKey = Pick<ServiceAccountKey, 'privateKey' | 'keyId'> & { readonly version: string };

/** Google takes no longer life (https://developers.google.com/identity/protocols/oauth2/service-account). In seconds. */
const lifetime = 3600;

export const assertionAudience = 'https://oauth2.googleapis.com/token';

/** What a service account states when it asks for a token (RFC 7523, section 3). `subject`: the person it acts for, where its domain allows that. */
export const assertionClaims = (
	email: string,
	scopes: readonly string[],
	subject: string | undefined,
	now: number,
): Claims => {
	const iat = Math.floor(now / 1000);
	return {
		iss: email,
		scope: scopes.join(' '),
		aud: assertionAudience,
		exp: iat + lifetime,
		iat,
		...(subject ? { sub: subject } : {}),
	};
};

/** A token without asking for it (https://google.aip.dev/auth/4111): good for what the scopes allow. */
export const selfSignedClaims = (email: string, scopes: readonly string[], now: number): Claims => {
	const iat = Math.floor(now / 1000);
	return { iss: email, sub: email, scope: scopes.join(' '), exp: iat + lifetime, iat };
};
