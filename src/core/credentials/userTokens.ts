import type { Failure } from '../errors/failure.ts';
import { isRecord } from '../errors/googleError.ts';
import { LockBusy } from '../lockBusy.ts';
import { asClient, type ClientSecrets } from '../oauth/asClient.ts';
import { type ClientAuth, clientAuthOf } from '../oauth/clientAuth.ts';
import { isClientRefused } from '../oauth/clientRefused.ts';
import { type OAuthSecret, readOAuthSecret, writeOAuthSecret } from '../oauth/oauthSecret.ts';
import type { OAuthProtocol } from '../oauth/protocol.ts';
import { type AccessToken, freshnessOf, type Tokens } from '../oauth/tokens.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import { parseJson } from '../parseJson.ts';
import type { AuditTrail, Clock, Lock } from '../ports.ts';
import type { OAuthUserProfile, Profile } from '../profiles/profile.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import { profileGone, storageFailure } from '../profiles/storageFailure.ts';
import type { TokenGrant } from './tokenCache.ts';

type Ports = {
	readonly store: ProfileStore;
	readonly protocol: () => Promise<Pick<OAuthProtocol, 'refresh'>>;
	/** Loaded for clients whose secret lies elsewhere alone. */
	readonly secrets: () => Promise<ClientSecrets>;
	/** Keeps the windows of this machine from renewing one sign-in at the same time. */
	readonly lockOf: (profileId: string) => Lock;
	readonly clock: Clock;
	readonly audit: AuditTrail;
	/** A sign-in has ended, and this window was the one to learn it. */
	readonly onSignInEnded: (profile: OAuthUserProfile, failure: Failure) => void;
};

/** What is stored, and which version of it that is. */
type Stored = { readonly profile: OAuthUserProfile; readonly secret: OAuthSecret };

/**
 * What the server makes of a refresh token: other tokens, or its refusal, after which it is none any more. The place where the client's
 * secret lies may fail in the same words, and says nothing about the sign-in.
 */
type Renewal = { readonly tokens: Tokens } | { readonly refusal: Failure };

/** Somebody's turn at the lock. `rejected`: the token that is not to be given again. */
type Turn = {
	readonly rejected: string | undefined;
	readonly signal: AbortSignal;
	/** What the client proves itself by, where its secret lies elsewhere. */
	readonly auth?: ClientAuth;
	readonly isHeld: () => Promise<boolean>;
};

/**
 * Tokens of people's sign-ins. One window renews at a time: the others wait for it at the lock and take what it stored. A new refresh
 * token is stored before the access token that came with it is used.
 */
export class UserTokens {
	readonly #ports: Ports;
	/** Secrets that a server gave and the vault would not take: without them the sign-in would be lost. By profile. */
	readonly #unsaved = new Map<string, { readonly version: string; readonly secret: OAuthSecret }>();

	constructor(ports: Ports) {
		this.#ports = ports;
	}

	async get(asked: OAuthUserProfile, rejected: string | undefined, signal: AbortSignal): Promise<Outcome<TokenGrant>> {
		// What another window, or this one before a reload, has stored needs no lock.
		const stored = await this.#stored(asked.id);
		if (stored.kind === 'failed' && stored.failure.cause !== 'secret-missing') {
			return stored;
		}
		const ready = stored.kind === 'answered' && this.#readyIn(stored.value, rejected);
		if (ready) {
			return ready;
		}
		// Where the secret is missing another window may just be replacing it.
		const before = stored.kind === 'answered' ? stored.value.profile : asked;
		const { client, source } = before;
		if (!source || client.auth === 'none') {
			return this.#locked(asked.id, { rejected, signal });
		}
		// A person may be asked, and a program run, for a client's secret that lies elsewhere: nobody waits at the lock for that.
		let hasAsked = false;
		const proving = { auth: client.auth, source, owner: before };
		const outcome = await asClient(this.#ports.secrets, proving, signal, (auth) => {
			hasAsked = true;
			return this.#locked(asked.id, { rejected, signal, auth });
		});
		const isOfClient = outcome.kind === 'failed' && (!hasAsked || isClientRefused(outcome.failure));
		return isOfClient ? ((await this.#stillGood(asked.id, rejected)) ?? outcome) : outcome;
	}

	/** The token of before, which what keeps the client's secret away does no harm while it is good. */
	async #stillGood(id: string, rejected: string | undefined): Promise<Outcome<TokenGrant> | undefined> {
		const stored = await this.#stored(id);
		return stored.kind === 'answered' ? this.#goodIn(stored.value, rejected) : undefined;
	}

	#goodIn({ profile, secret: { access } }: Stored, rejected: string | undefined): Outcome<TokenGrant> | undefined {
		const isGood = access && access.accessToken !== rejected && freshnessOf(access, this.#ports.clock.now()) !== 'over';
		return isGood ? answered({ token: access, profile }) : undefined;
	}

	async #locked(id: string, asked: Omit<Turn, 'isHeld'>): Promise<Outcome<TokenGrant>> {
		try {
			return await this.#ports.lockOf(id).hold((isHeld) => this.#renew(id, { ...asked, isHeld }));
		} catch (error) {
			return failed(
				storageFailure(error instanceof LockBusy ? 'another window renews the sign-in' : 'sign-in lock', error),
			);
		}
	}

	/** Within the lock: looks again, for another window may have renewed meanwhile, and else renews. */
	async #renew(id: string, turn: Turn): Promise<Outcome<TokenGrant>> {
		let stored = await this.#stored(id);
		if (stored.kind !== 'answered') {
			return stored;
		}
		const unsaved = this.#unsaved.get(id);
		if (unsaved && unsaved.version === stored.value.profile.secretVersion) {
			const saved = await this.#save(stored.value.profile, unsaved.secret);
			if (saved.kind !== 'answered') {
				return saved;
			}
			// The vault may have taken its time to take it.
			stored = await this.#stored(id);
			if (stored.kind !== 'answered') {
				return stored;
			}
		}
		this.#unsaved.delete(id);
		return this.#readyIn(stored.value, turn.rejected) ?? this.#ask(stored.value, turn, { isSecondTry: false });
	}

	async #ask(
		{ profile, secret }: Stored,
		turn: Turn,
		{ isSecondTry }: { readonly isSecondTry: boolean },
	): Promise<Outcome<TokenGrant>> {
		const { refreshToken } = secret;
		if (refreshToken === undefined) {
			return this.#end(profile, { cause: 'signed-out', evidence: 'no refresh token' });
		}
		const { client, source } = profile;
		if (source && client.auth !== 'none' && !turn.auth) {
			return failed(storageFailure('the client’s secret was moved elsewhere meanwhile'));
		}
		const auth = source && turn.auth ? turn.auth : clientAuthOf(client.auth, secret.clientSecret);
		const outcome = await this.#refresh(profile, refreshToken, auth, turn);
		if (outcome.kind !== 'answered') {
			// The client may have another secret by now, for which the lock is let go.
			const isOfClient = turn.auth !== undefined && outcome.kind === 'failed' && isClientRefused(outcome.failure);
			// What stands against the server or the way there does no harm while the old token is good.
			return (isOfClient ? undefined : this.#goodIn({ profile, secret }, turn.rejected)) ?? outcome;
		}
		const renewal = outcome.value;
		if ('tokens' in renewal) {
			return this.#save(profile, renewedSecret(secret, renewal.tokens));
		}
		return isSecondTry
			? this.#end(profile, renewal.refusal)
			: this.#tryAgain(profile, refreshToken, renewal.refusal, turn);
	}

	async #refresh(
		{ id, name, server, client }: OAuthUserProfile,
		refreshToken: string,
		auth: ClientAuth,
		{ signal, isHeld }: Turn,
	): Promise<Outcome<Renewal>> {
		const protocol = await this.#ports.protocol();
		// Whoever was passed over at the lock, such as a machine that slept, does not use the token a second time.
		if (!(await isHeld())) {
			return failed(storageFailure('sign-in lock lost'));
		}
		const outcome = await protocol.refresh({ server, clientId: client.id, auth, signal }, refreshToken);
		this.#ports.audit.record({
			type: 'token-requested',
			grantType: 'refresh_token',
			result: outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind,
			profileId: id,
			profileName: name,
		});
		if (outcome.kind === 'answered') {
			return answered({ tokens: outcome.value });
		}
		return outcome.kind === 'failed' && isInvalidGrant(outcome.failure)
			? answered({ refusal: outcome.failure })
			: outcome;
	}

	/** A window on another host, which no lock of ours reaches, may have renewed: then its refresh token is the good one. */
	async #tryAgain(
		profile: OAuthUserProfile,
		refused: string,
		failure: Failure,
		turn: Turn,
	): Promise<Outcome<TokenGrant>> {
		this.#ports.store.forgetSecrets();
		const stored = await this.#stored(profile.id);
		if (stored.kind !== 'answered') {
			return stored;
		}
		if (stored.value.secret.refreshToken === refused) {
			return this.#end(stored.value.profile, failure);
		}
		return this.#readyIn(stored.value, turn.rejected) ?? this.#ask(stored.value, turn, { isSecondTry: true });
	}

	/** Stores, then gives: whoever dies in between has lost a token that the vault holds. */
	async #save(profile: OAuthUserProfile, secret: OAuthSecret): Promise<Outcome<TokenGrant>> {
		const { id, secretVersion } = profile;
		const { access } = secret;
		const saved = await this.#ports.store.replaceSecret(id, writeOAuthSecret(secret), same, {
			version: secretVersion,
			event: 'token-refreshed',
		});
		if (saved.kind !== 'answered') {
			this.#unsaved.set(id, { version: secretVersion, secret });
			return saved;
		}
		this.#unsaved.delete(id);
		return access && saved.value.method === 'oauth-user'
			? answered({ token: access, profile: saved.value })
			: failed(profileGone);
	}

	async #end(profile: OAuthUserProfile, failure: Failure): Promise<Outcome<TokenGrant>> {
		const ended = await this.#ports.store.endSignIn(profile, failure.cause);
		// Another sign-in made meanwhile goes on.
		if (ended.kind === 'answered' && ended.value.method === 'oauth-user' && ended.value.signIn?.ended) {
			this.#ports.onSignInEnded(profile, failure);
		}
		return failed(failure);
	}

	/** The sign-in as it is stored now; a failure where there is none, or none any more. */
	async #stored(id: string): Promise<Outcome<Stored>> {
		const { store } = this.#ports;
		const found = await store.find(id);
		if (found.kind !== 'answered') {
			return found;
		}
		const profile = found.value;
		if (profile?.method !== 'oauth-user') {
			return failed(profileGone);
		}
		if (!profile.signIn || profile.signIn.ended) {
			return failed({ cause: profile.signIn?.ended?.cause ?? 'signed-out' });
		}
		const stored = await store.secretOf(profile);
		if (stored.kind !== 'answered') {
			return stored;
		}
		// What the vault has garbled is a fault of the vault, and says nothing about the sign-in.
		const secret = readOAuthSecret(stored.value);
		return secret ? answered({ profile, secret }) : failed(storageFailure('secret unreadable'));
	}

	/** The stored token, where it is good for more than a moment; a token without refresh token is used to its end. */
	#readyIn({ profile, secret }: Stored, rejected: string | undefined): Outcome<TokenGrant> | undefined {
		const { access, refreshToken } = secret;
		if (!access || access.accessToken === rejected) {
			return undefined;
		}
		const freshness = freshnessOf(access, this.#ports.clock.now());
		const isReady = freshness === 'good' || (freshness === 'aging' && refreshToken === undefined);
		return isReady ? answered({ token: access, profile }) : undefined;
	}
}

const same = (profile: Profile): Profile => profile;

/**
 * The server itself says that the refresh token is none any more (RFC 6749, section 5.2). The same words in a page, or with another status,
 * are those of something in between, or of a server in trouble.
 */
function isInvalidGrant({ httpStatus, body = '' }: Failure): boolean {
	const json = parseJson(body);
	return (httpStatus === 400 || httpStatus === 401) && isRecord(json) && json['error'] === 'invalid_grant';
}

/** A server that sends no new refresh token means the old one to go on (RFC 6749, section 6). */
function renewedSecret(before: OAuthSecret, tokens: Tokens): OAuthSecret {
	const { clientSecret, refreshToken, access } = before;
	return {
		...(clientSecret === undefined ? {} : { clientSecret }),
		...((tokens.refreshToken ?? refreshToken) ? { refreshToken: tokens.refreshToken ?? refreshToken ?? '' } : {}),
		access: accessOf(tokens, access?.scopes ?? []),
	};
}

/** The access token of an answer; without a `scope` it has those that were asked for (RFC 6749, section 5.1). */
export const accessOf = (
	{ accessToken, obtainedAt, expiresAt, scopes }: Tokens,
	asked: readonly string[],
): AccessToken => ({
	accessToken,
	obtainedAt,
	scopes: scopes ?? asked,
	...(expiresAt === undefined ? {} : { expiresAt }),
});
