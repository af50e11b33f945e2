import type { Account } from './accounts.ts';
import type { OAuthClient } from './clients.ts';
import { newAccessToken, newRefreshToken } from './opaqueValues.ts';

/** What one person allowed one client in one consent, and the tokens that came of it. */
export type Grant = {
	readonly account: Account;
	readonly clientId: string;
	readonly projectNumber: string;
	readonly scopes: readonly string[];
	/** A refresh token was asked for. */
	readonly offline: boolean;
	/** At most one that works; gone when it was pushed out, rotated or never given. */
	refreshToken: string | undefined;
	/** In milliseconds since 1970, where the refresh token has an end. */
	refreshEnds: number | undefined;
	/** The session of the account has to be renewed by signing in (Google Cloud's session control). */
	needsReauth: boolean;
	ended: boolean;
};

export type AccessToken = { readonly grant: Grant; readonly scopes: readonly string[]; readonly ends: number };

/** More live refresh tokens for one account and client push out the oldest, without a word. */
const mostRefreshTokens = 100;

/** Every grant, and every token there ever was: a dead one is told apart from one that was never given. */
export class Grants {
	#grants: Grant[] = [];
	readonly #ofRefreshToken = new Map<string, Grant>();
	readonly #accessTokens = new Map<string, AccessToken>();

	get live(): readonly Grant[] {
		return this.#grants;
	}

	open(account: Account, client: OAuthClient, scopes: readonly string[], offline: boolean): Grant {
		const grant: Grant = {
			account,
			clientId: client.clientId,
			projectNumber: client.projectNumber,
			scopes,
			offline,
			refreshToken: undefined,
			refreshEnds: undefined,
			needsReauth: false,
			ended: false,
		};
		this.#grants.push(grant);
		return grant;
	}

	/** In place of the one the grant had. */
	giveRefreshToken(grant: Grant): string {
		grant.refreshToken = newRefreshToken();
		this.#ofRefreshToken.set(grant.refreshToken, grant);
		const rivals = this.live.filter(
			({ account, clientId, refreshToken }) =>
				account.email === grant.account.email && clientId === grant.clientId && refreshToken !== undefined,
		);
		for (const oldest of rivals.slice(0, -mostRefreshTokens)) {
			oldest.refreshToken = undefined;
		}
		return grant.refreshToken;
	}

	giveAccessToken(grant: Grant, scopes: readonly string[], ends: number): string {
		const token = newAccessToken();
		this.#accessTokens.set(token, { grant, scopes, ends });
		return token;
	}

	/** The grant a refresh token was given for, dead or alive. */
	ofRefreshToken(token: string): Grant | undefined {
		return this.#ofRefreshToken.get(token);
	}

	/** Dead ones too. */
	accessToken(token: string): AccessToken | undefined {
		return this.#accessTokens.get(token);
	}

	end(which: (grant: Grant) => boolean): void {
		for (const grant of this.#grants.filter(which)) {
			grant.ended = true;
		}
		this.#grants = this.#grants.filter(({ ended }) => !ended);
	}
}

/** Whether the refresh token is the one the grant has now, and has not come to its end. */
export const refreshes = (grant: Grant, token: string, now: number) =>
	!grant.ended && grant.refreshToken === token && now < (grant.refreshEnds ?? Number.POSITIVE_INFINITY);

export const isLive = ({ grant, ends }: AccessToken, now: number) => !grant.ended && now < ends;
