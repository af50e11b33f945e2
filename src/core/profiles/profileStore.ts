import { Emitter } from '../emitter.ts';
import type { Failure } from '../errors/failure.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { AuditTrail, Clock, Disposable, DocumentStore, Random, SecretVault } from '../ports.ts';
import { type Check, type Profile, vaultKey } from './profile.ts';
import { readProfileDocument, writeProfileDocument } from './profileDocument.ts';

type Ports = {
	readonly index: DocumentStore;
	readonly vault: SecretVault;
	readonly audit: AuditTrail;
	readonly clock: Clock;
	readonly random: Random;
};

/** All profiles of this machine: an index without secrets, and one secret each in the vault. */
export class ProfileStore {
	readonly #ports: Ports;
	readonly #changed = new Emitter<void>();
	/** Writes wait for each other, since each reads the index, changes it and writes it whole. */
	#queue: Promise<unknown> = Promise.resolve();

	constructor(ports: Ports) {
		this.#ports = ports;
	}

	/** Calls back after each change made through this store. */
	onDidChange(listener: () => void): Disposable {
		return this.#changed.on(listener);
	}

	async list(): Promise<Outcome<readonly Profile[]>> {
		try {
			const profiles = readProfileDocument(await this.#ports.index.read());
			return typeof profiles === 'string' ? failed(storageFailure(`index ${profiles}`)) : answered(profiles);
		} catch (error) {
			return failed(storageFailure('index read', error));
		}
	}

	/**
	 * Adds a profile with its secret. The secret goes first and is read back: a profile without a secret would be a
	 * lie, a secret without a profile is only litter, and is swept up when the index cannot be written.
	 */
	add(name: string, secret: string, lastCheck?: Check): Promise<Outcome<Profile>> {
		const { audit, clock, random, vault } = this.#ports;
		const profile: Profile = {
			id: random.uuid(),
			name,
			method: 'api-key',
			createdAt: clock.now(),
			...(lastCheck ? { lastCheck } : {}),
		};
		return this.#inTurn(async () => {
			const stored = await this.#storeSecret(profile.id, secret);
			const outcome = stored ? failed(stored) : await this.#change((profiles) => [...profiles, profile]);
			if (outcome.kind === 'answered') {
				audit.record({ type: 'profile-added', method: profile.method, profileId: profile.id, profileName: name });
				this.#changed.fire();
				return answered(profile);
			}
			await vault.delete(vaultKey(profile.id)).then(undefined, () => undefined);
			return outcome;
		});
	}

	/** Notes what a live check found. A profile deleted meanwhile stays deleted. */
	recordCheck(id: string, lastCheck: Check): Promise<Outcome<void>> {
		return this.#inTurn(async () => {
			const outcome = await this.#change((profiles) =>
				profiles.map((profile) => (profile.id === id ? { ...profile, lastCheck } : profile)),
			);
			if (outcome.kind === 'answered') {
				this.#changed.fire();
			}
			return outcome;
		});
	}

	/**
	 * Deletes a profile and its secret. The profile goes first: should the secret stay behind, it is only litter, and this
	 * says so.
	 */
	remove(profile: Profile): Promise<Outcome<void>> {
		const { audit, vault } = this.#ports;
		return this.#inTurn(async () => {
			const outcome = await this.#change((profiles) => profiles.filter(({ id }) => id !== profile.id));
			if (outcome.kind !== 'answered') {
				return outcome;
			}
			audit.record({ type: 'profile-deleted', profileId: profile.id, profileName: profile.name });
			this.#changed.fire();
			try {
				await vault.delete(vaultKey(profile.id));
				return outcome;
			} catch (error) {
				return failed(storageFailure('secret delete', error));
			}
		});
	}

	async secretOf(profile: Profile): Promise<Outcome<string>> {
		try {
			const secret = await this.#ports.vault.get(vaultKey(profile.id));
			return secret === undefined ? failed(storageFailure('secret missing')) : answered(secret);
		} catch (error) {
			return failed(storageFailure('secret read', error));
		}
	}

	async #storeSecret(id: string, secret: string): Promise<Failure | undefined> {
		try {
			await this.#ports.vault.store(vaultKey(id), secret);
			const kept = await this.#ports.vault.get(vaultKey(id));
			return kept === secret ? undefined : storageFailure('secret differs after writing');
		} catch (error) {
			return storageFailure('secret write', error);
		}
	}

	async #change(edit: (profiles: readonly Profile[]) => readonly Profile[]): Promise<Outcome<void>> {
		const before = await this.list();
		if (before.kind !== 'answered') {
			return before;
		}
		try {
			await this.#ports.index.write(writeProfileDocument(edit(before.value)));
			return answered(undefined);
		} catch (error) {
			return failed(storageFailure('index write', error));
		}
	}

	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.#queue.then(work);
		this.#queue = turn.catch(() => undefined);
		return turn;
	}
}

const storageFailure = (evidence: string, error?: unknown): Failure => ({
	cause: 'storage-failed',
	evidence: error instanceof Error ? `${evidence}: ${error.name}` : evidence,
});
