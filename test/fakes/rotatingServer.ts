import type { Failure } from '../../src/core/errors/failure.ts';
import { failureOfResponse } from '../../src/core/errors/failureOf.ts';
import type { ClientAuth } from '../../src/core/oauth/clientAuth.ts';
import type { OAuthProtocol, TokenCall } from '../../src/core/oauth/protocol.ts';
import type { Tokens } from '../../src/core/oauth/tokens.ts';
import { answered, cancelled, failed, type Outcome } from '../../src/core/outcome.ts';
import type { Clock } from '../../src/core/ports.ts';

/**
 * The token endpoint of an authorization server, and one sign-in there. Each renewal gives another refresh token; one that is used a second
 * time ends the sign-in, whoever uses it (RFC 9700, section 4.14.2).
 */
export class RotatingServer implements Pick<OAuthProtocol, 'refresh'> {
	rotates = true;
	/** Requests are answered when this has come to pass. */
	gate: Promise<void> = Promise.resolve();
	/** What the next requests come to instead, oldest first. `lost`: the server did it, and its answer never came. */
	readonly faults: (Failure | 'lost')[] = [];
	/** The refresh token of each request that came. */
	readonly asked: string[] = [];
	/** What the client proved itself by in each of them. */
	readonly proofs: ClientAuth[] = [];
	/** Called when a request has been answered. */
	onAnswered: () => void = () => undefined;
	readonly #clock: Clock;
	readonly #lifetime: number;
	readonly #used = new Set<string>();
	#serial = 0;
	#refusal: Readonly<Record<string, string>> | undefined;

	/** `lifetime`: of access tokens, in milliseconds; without an end the server does not tell any. */
	constructor(clock: Clock, lifetime = 3_600_000) {
		this.#clock = clock;
		this.#lifetime = lifetime;
	}

	/** Tokens of a sign-in made just now. Those of the one before are not good any more, and do it no harm. */
	signIn(): Tokens {
		this.#used.clear();
		this.#refusal = undefined;
		return { ...this.#next(), account: 'ada@example.com' };
	}

	/** Refuses every renewal from now on, with such a body. */
	end(refusal: Readonly<Record<string, string>> = { error: 'invalid_grant' }): void {
		this.#refusal = refusal;
	}

	async refresh({ auth, signal }: TokenCall, refreshToken: string): Promise<Outcome<Tokens>> {
		this.asked.push(refreshToken);
		this.proofs.push(auth);
		await this.gate;
		if (signal.aborted) {
			return cancelled;
		}
		const fault = this.faults.shift();
		const outcome = fault !== undefined && fault !== 'lost' ? failed(fault) : this.#renewed(refreshToken);
		this.onAnswered();
		return fault === 'lost' ? failed({ cause: 'network-unreachable', evidence: 'ECONNRESET' }) : outcome;
	}

	get #refreshToken(): string {
		return `refresh-${this.rotates ? this.#serial : 1}`;
	}

	#renewed(refreshToken: string): Outcome<Tokens> {
		if (this.#used.has(refreshToken)) {
			this.end();
		}
		if (this.#refusal || refreshToken !== this.#refreshToken) {
			return failed(refused(this.#refusal ?? { error: 'invalid_grant' }));
		}
		if (this.rotates) {
			this.#used.add(refreshToken);
		}
		const { refreshToken: next, ...tokens } = this.#next();
		return answered({ ...tokens, ...(this.rotates && next ? { refreshToken: next } : {}) });
	}

	#next(): Tokens {
		const now = this.#clock.now();
		this.#serial++;
		return {
			accessToken: `access-${this.#serial}`,
			obtainedAt: now,
			refreshToken: this.#refreshToken,
			...(Number.isFinite(this.#lifetime) ? { expiresAt: now + this.#lifetime } : {}),
		};
	}
}

/** What a token endpoint says to a renewal that it refuses, as it is judged. */
export const refused = (body: Readonly<Record<string, string>>, httpStatus = 400): Failure =>
	failureOfResponse({ httpStatus, body: JSON.stringify(body) }, { grantType: 'refresh_token' }, []);
