import { Emitter } from '../../src/core/emitter.ts';
import type { Disposable, SecretVault } from '../../src/core/ports.ts';

/** A vault in memory. `failing` makes every later call reject, like a keyring that is locked; `losing` forgets what it is given. */
export class MemoryVault implements SecretVault {
	readonly secrets = new Map<string, string>();
	failing = false;
	losing = false;
	/** How often a secret was asked for. */
	reads = 0;
	readonly #changed = new Emitter<string>();

	async keys(): Promise<readonly string[]> {
		this.#check();
		return [...this.secrets.keys()];
	}

	async get(key: string): Promise<string | undefined> {
		this.#check();
		this.reads++;
		return this.secrets.get(key);
	}

	async store(key: string, value: string): Promise<void> {
		this.#check();
		if (!this.losing) {
			this.secrets.set(key, value);
		}
		this.#changed.fire(key);
	}

	async delete(key: string): Promise<void> {
		this.#check();
		this.secrets.delete(key);
		this.#changed.fire(key);
	}

	onDidChange(listener: (key: string) => void): Disposable {
		return this.#changed.on(listener);
	}

	#check(): void {
		if (this.failing) {
			throw new Error('The keyring is locked.');
		}
	}
}
