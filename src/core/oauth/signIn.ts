import type { Cause } from '../errors/cause.ts';

/** What is known about a sign-in that was made. Times in milliseconds since the epoch. */
export type SignIn = {
	readonly at: number;
	/** Mail address, else another name, of who signed in; empty where the server does not tell. */
	readonly account: string;
	/** What was granted, which may be less than was asked for. */
	readonly scopes: readonly string[];
	/** When the refresh token ends, where the server says so. */
	readonly refreshExpiresAt?: number;
	/** The server does not renew it any more: only another sign-in does. */
	readonly ended?: { readonly at: number; readonly cause: Cause };
};
