import { type AccessToken, freshnessOf } from '../oauth/tokens.ts';
import { orAborted } from '../orAborted.ts';
import { answered, cancelled, failed, type Outcome } from '../outcome.ts';
import type { Clock } from '../ports.ts';
import type { TokenProfile } from '../profiles/profile.ts';

/** A token, and the profile as it is since it was had: a renewed sign-in has another secret. */
export type TokenGrant = { readonly token: AccessToken; readonly profile: TokenProfile };

/** Gets a token by whatever a profile's method takes. `rejected`: a server refused this one, so it is not to be given again. */
export type TokenSource = (
	profile: TokenProfile,
	rejected: string | undefined,
	signal: AbortSignal,
) => Promise<Outcome<TokenGrant>>;

type Entry = { readonly token: AccessToken; readonly answer: Promise<Outcome<AccessToken>> };

/** After a renewal in the background brought no new token, the next is tried this much later at the earliest, in milliseconds. */
const restAfterFailure = 30_000;

/**
 * The access tokens of this window, in memory, by secret and scopes. However many ask, one token is asked for; it is renewed before its end
 * while the old one goes on being used, and a renewal that fails does no harm before that end.
 */
export class TokenCache {
	readonly #clock: Clock;
	readonly #source: TokenSource;
	readonly #entries = new Map<string, Entry>();
	readonly #flights = new Map<string, Promise<Outcome<AccessToken>>>();
	readonly #restUntil = new Map<string, number>();
	/** Ends what is under way when the window closes; no caller's leaving does, since a server may have answered by then. */
	readonly #closing = new AbortController();

	constructor(clock: Clock, source: TokenSource) {
		this.#clock = clock;
		this.#source = source;
	}

	/** A token that is good now. An aborted signal ends the wait, not the request that others wait for too. */
	get(profile: TokenProfile, signal: AbortSignal): Promise<Outcome<AccessToken>> {
		const key = keyOf(profile);
		const entry = this.#entries.get(key);
		if (entry !== undefined) {
			const now = this.#clock.now();
			const freshness = freshnessOf(entry.token, now);
			if (freshness === 'aging' && now >= (this.#restUntil.get(key) ?? 0)) {
				void this.#fly(key, profile, undefined);
			}
			if (freshness !== 'over') {
				return entry.answer;
			}
		}
		return this.#wait(this.#fly(key, profile, undefined), signal);
	}

	/** Another token than the one a server refused; the same for all who were refused it. */
	renew(profile: TokenProfile, rejected: string, signal: AbortSignal): Promise<Outcome<AccessToken>> {
		const key = keyOf(profile);
		const entry = this.#entries.get(key);
		const isAnother = entry && entry.token.accessToken !== rejected;
		if (isAnother && freshnessOf(entry.token, this.#clock.now()) !== 'over') {
			return entry.answer;
		}
		this.#entries.delete(key);
		return this.#wait(this.#anotherThan(rejected, key, profile), signal);
	}

	/** Takes a token that was had on another occasion. */
	remember(profile: TokenProfile, token: AccessToken): void {
		const now = this.#clock.now();
		for (const [key, entry] of this.#entries) {
			if (freshnessOf(entry.token, now) === 'over') {
				this.#entries.delete(key);
			}
		}
		this.#entries.set(keyOf(profile), { token, answer: Promise.resolve({ kind: 'answered', value: token }) });
	}

	/** Drops the token of a profile, as it was when it was found. */
	forget(profile: TokenProfile): void {
		this.#entries.delete(keyOf(profile));
	}

	dispose(): void {
		this.#closing.abort();
		this.#entries.clear();
	}

	/** A request that was under way before may bring just the token that was refused meanwhile. */
	async #anotherThan(rejected: string, key: string, profile: TokenProfile): Promise<Outcome<AccessToken>> {
		const wasUnderWay = this.#flights.has(key);
		const outcome = await this.#fly(key, profile, rejected);
		const isRejected = outcome.kind === 'answered' && outcome.value.accessToken === rejected;
		return wasUnderWay && isRejected ? this.#fly(key, profile, rejected) : outcome;
	}

	#fly(key: string, profile: TokenProfile, rejected: string | undefined): Promise<Outcome<AccessToken>> {
		const other = this.#flights.get(key);
		if (other) {
			return other;
		}
		const flight = this.#ask(key, profile, rejected).finally(() => this.#flights.delete(key));
		this.#flights.set(key, flight);
		return flight;
	}

	async #ask(key: string, profile: TokenProfile, rejected: string | undefined): Promise<Outcome<AccessToken>> {
		// A fault in Latchkey itself must not be thrown at all who wait; its text may hold anything.
		const outcome = await this.#source(profile, rejected, this.#closing.signal).catch((error: unknown) =>
			failed({ cause: 'unknown', evidence: error instanceof Error ? error.name : 'Error' }),
		);
		if (outcome.kind !== 'answered') {
			this.#restUntil.set(key, this.#clock.now() + restAfterFailure);
			return outcome;
		}
		const { token, profile: renewed } = outcome.value;
		const now = this.#clock.now();
		// Where the server cannot be asked, a source gives the old token as long as that is good.
		if (freshnessOf(token, now) === 'good') {
			this.#restUntil.delete(key);
		} else {
			this.#restUntil.set(key, now + restAfterFailure);
		}
		// Whoever found the profile before its secret was renewed asks under the old one.
		this.remember(profile, token);
		this.remember(renewed, token);
		return answered(token);
	}

	async #wait(flight: Promise<Outcome<AccessToken>>, signal: AbortSignal): Promise<Outcome<AccessToken>> {
		const outcome = await orAborted(flight, signal);
		return outcome === 'aborted' ? cancelled : outcome;
	}
}

/** Profiles are the same objects from one change of them to the next, so that a key is made once and not for each request. */
const keys = new WeakMap<TokenProfile, string>();

/** The version of a secret is another for each, so it names the profile too. */
function keyOf(profile: TokenProfile): string {
	let key = keys.get(profile);
	if (key === undefined) {
		key = `${profile.secretVersion} ${profile.scopes.join(' ')}`;
		keys.set(profile, key);
	}
	return key;
}
