import { failed, type Outcome } from '../outcome.ts';
import type { Profile } from '../profiles/profile.ts';
import { AllowedCommands } from './allowedCommands.ts';
import { fromDotenv, fromEnvironment } from './localSources.ts';
import { readSource } from './readSource.ts';
import { fromSecretManager } from './secretManagerSource.ts';
import type { SecretSource, SourceKind, StoredSource } from './secretSource.ts';
import { SharedFlights } from './sharedFlights.ts';
import { sourceFailed } from './sourceFailure.ts';
import type { SourcePorts } from './sourcePorts.ts';
import { fromVault } from './vaultSource.ts';

type Kept = { readonly value: string; readonly at: number };

/** Whose secret is fetched; one that is only about to be added has a name at most. */
export type SecretOwner = Pick<Profile, 'id' | 'name'>;

/**
 * The secrets of profiles that lie elsewhere, in memory for a while. Whoever wants one at once with others waits with them;
 * the same source is asked once, whichever profiles name it.
 */
export class SourcedSecrets {
	/** For whatever else a program is run for. */
	readonly commands: AllowedCommands;
	readonly #ports: SourcePorts;
	readonly #kept = new Map<string, Kept>();
	readonly #flights = new SharedFlights<string>();

	constructor(ports: SourcePorts) {
		this.#ports = ports;
		this.commands = new AllowedCommands(ports);
	}

	/** The kinds of source that can be reached from where this runs. */
	get kinds(): readonly SourceKind[] {
		const local: readonly SourceKind[] = this.#ports.machine ? ['environment', 'dotenv', 'command', 'vault'] : [];
		return [...local, 'secret-manager'];
	}

	/** The value: what is in memory of it, or fetched now. */
	async get(source: StoredSource, owner: SecretOwner, signal: AbortSignal): Promise<Outcome<string>> {
		const kept = this.#recent(keyOf(source));
		return kept === undefined ? this.#fetch(source, owner, signal) : { kind: 'answered', value: kept };
	}

	/**
	 * The value fetched anew, because a server refused this one, or a person wants to know. Where another came into memory
	 * meanwhile, that one.
	 */
	async renew(
		source: StoredSource,
		owner: SecretOwner,
		signal: AbortSignal,
		rejected?: string,
	): Promise<Outcome<string>> {
		const key = keyOf(source);
		const kept = this.#recent(key);
		if (kept !== undefined && rejected !== undefined && kept !== rejected) {
			return { kind: 'answered', value: kept };
		}
		this.#kept.delete(key);
		return this.#fetch(source, owner, signal);
	}

	/** Drops what is in memory. */
	forget(): void {
		this.#kept.clear();
	}

	dispose(): void {
		this.#flights.dispose();
		this.forget();
	}

	#recent(key: string): string | undefined {
		const kept = this.#kept.get(key);
		// A clock that was set back makes nothing live longer.
		const isRecent = kept && Math.abs(this.#ports.clock.now() - kept.at) < this.#ports.life();
		return isRecent ? kept.value : undefined;
	}

	#fetch(stored: StoredSource, owner: SecretOwner, signal: AbortSignal): Promise<Outcome<string>> {
		const { clock, audit } = this.#ports;
		return this.#flights.join(keyOf(stored), signal, async (ending) => {
			const source = readSource(stored);
			const outcome = source
				? // A fault in Latchkey itself is nobody's to catch, and its text may hold anything.
					await this.#ask(source, owner, ending).catch((error: unknown) =>
						failed({ cause: 'unknown', evidence: error instanceof Error ? error.name : 'Error' }),
					)
				: sourceFailed('source-unreadable');
			if (outcome.kind === 'answered') {
				this.#tidy();
				this.#kept.set(keyOf(stored), { value: outcome.value, at: clock.now() });
			}
			audit.record({
				type: 'secret-fetched',
				source: stored.kind,
				result: outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind,
				profileId: owner.id,
				profileName: owner.name,
			});
			return outcome;
		});
	}

	async #ask(source: SecretSource, owner: SecretOwner, signal: AbortSignal): Promise<Outcome<string>> {
		switch (source.kind) {
			case 'environment':
				return fromEnvironment(this.#ports, source);
			case 'dotenv':
				return fromDotenv(this.#ports, source);
			case 'command':
				return this.commands.run({ ...source, purpose: 'secret' }, signal);
			case 'vault':
				return fromVault(this.#ports, source, signal);
			case 'secret-manager':
				return fromSecretManager(this.#ports, source, owner, signal);
		}
	}

	/** What is over does not wait in memory for somebody to ask. */
	#tidy(): void {
		for (const key of this.#kept.keys()) {
			if (this.#recent(key) === undefined) {
				this.#kept.delete(key);
			}
		}
	}
}

/** Two profiles that name one place ask it once. */
const keyOf = (source: StoredSource): string => JSON.stringify(source);
