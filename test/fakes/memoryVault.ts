import type { SecretVault } from '../../src/core/ports.ts';

/** A vault in memory. `failing` makes every later call reject, like a keyring that is locked; `losing` forgets what it is given. */
export class MemoryVault implements SecretVault {
	readonly secrets = new Map<string, string>();
	failing = false;
	losing = false;

	async get(key: string): Promise<string | undefined> {
		this.#check();
		return this.secrets.get(key);
	}

	async store(key: string, value: string): Promise<void> {
		this.#check();
		if (!this.losing) {
			this.secrets.set(key, value);
		}
	}

	async delete(key: string): Promise<void> {
		this.#check();
		this.secrets.delete(key);
	}

	#check(): void {
		if (this.failing) {
			throw new Error('The keyring is locked.');
		}
	}
}
