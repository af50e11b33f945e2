import type { Grant } from './grants.ts';

/** What the token endpoint has granted, before it is written down. */
export type TokensGiven = {
	readonly grant: Grant;
	/** Of the access token; perhaps fewer than the grant's. */
	readonly scopes: readonly string[];
	/** A new one. */
	readonly refreshToken?: string;
	/** Of the authorization request, for its ID token. */
	readonly nonce?: string | undefined;
};
