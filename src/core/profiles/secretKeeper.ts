import type { Failure } from '../errors/failure.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { Disposable, SecretVault } from '../ports.ts';
import { storageFailure } from './storageFailure.ts';

/**
 * The vault, with a memory: a secret is read once. It cannot be stale, because a key of the vault is written once and a
 * new secret gets a new key; and it is forgotten when the vault tells that its key was written or deleted elsewhere.
 */
export class SecretKeeper {
	readonly #vault: SecretVault;
	readonly #known = new Map<string, string>();
	readonly #listening: Disposable;

	constructor(vault: SecretVault) {
		this.#vault = vault;
		this.#listening = vault.onDidChange((key) => void this.#known.delete(key));
	}

	async get(key: string): Promise<Outcome<string>> {
		const known = this.#known.get(key);
		if (known !== undefined) {
			return answered(known);
		}
		try {
			const secret = await this.#vault.get(key);
			if (secret === undefined) {
				return failed({ ...storageFailure('secret missing'), cause: 'secret-missing' });
			}
			this.#known.set(key, secret);
			return answered(secret);
		} catch (error) {
			return failed(storageFailure('secret read', error));
		}
	}

	/** Stores a secret and reads it back: some keyrings take what they do not keep. */
	async store(key: string, secret: string): Promise<Failure | undefined> {
		try {
			await this.#vault.store(key, secret);
			const kept = await this.#vault.get(key);
			return kept === secret ? undefined : storageFailure('secret differs after writing');
		} catch (error) {
			return storageFailure('secret write', error);
		}
	}

	async delete(key: string): Promise<Failure | undefined> {
		this.#known.delete(key);
		try {
			await this.#vault.delete(key);
			return undefined;
		} catch (error) {
			return storageFailure('secret delete', error);
		}
	}

	/** All keys of the vault, also those of windows on other machines that share it. */
	async keys(): Promise<Outcome<readonly string[]>> {
		try {
			return answered(await this.#vault.keys());
		} catch (error) {
			return failed(storageFailure('secret list', error));
		}
	}

	/** Drops what is in memory. */
	forget(): void {
		this.#known.clear();
	}

	dispose(): void {
		this.#listening.dispose();
		this.forget();
	}
}
