/** What a token endpoint gave (RFC 6749, section 5.1). Times in milliseconds since the epoch, by this machine's clock. */
export type Tokens = {
	readonly accessToken: string;
	readonly obtainedAt: number;
	/** Absent where the server did not say; RFC 6749 only recommends that it does. */
	readonly expiresAt?: number;
	/** What was granted; absent where it is what was asked for. */
	readonly scopes?: readonly string[];
	/** Absent where the one before goes on to be good, or there is none. */
	readonly refreshToken?: string;
	/** When the refresh token ends, where the server says so (Google does of apps in testing). */
	readonly refreshExpiresAt?: number;
	/** Mail address, else another name, of who signed in, by the ID token (OpenID Connect Core, section 5.1). */
	readonly account?: string;
};

/** An access token with what is known about it. */
export type AccessToken = Pick<Tokens, 'accessToken' | 'obtainedAt' | 'expiresAt'> & {
	readonly scopes: readonly string[];
	/** Project whose quota is used where the profile names none. */
	readonly quotaProject?: string;
};

/** A token is renewed this long before its end, in milliseconds; one that lives for minutes, in the last quarter of its life. */
const margin = 5 * 60_000;
/** A token this close to its end may be over when it arrives. */
const tooShort = 10_000;
/** Clocks are corrected by seconds; one that was set back by more says nothing about when a token ends. */
const clockTolerance = 60_000;

/** `good`: use it. `aging`: use it, and have it renewed. `over`: do not use it. */
export type Freshness = 'good' | 'aging' | 'over';

export function freshnessOf(
	{ obtainedAt, expiresAt }: Pick<AccessToken, 'obtainedAt' | 'expiresAt'>,
	now: number,
): Freshness {
	if (now < obtainedAt - clockTolerance) {
		return 'over';
	}
	if (expiresAt === undefined) {
		return 'good';
	}
	const left = expiresAt - now;
	if (left > Math.min(margin, (expiresAt - obtainedAt) / 4)) {
		return 'good';
	}
	return left > tooShort ? 'aging' : 'over';
}
