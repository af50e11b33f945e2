import { once } from '../once.ts';
import { answered, type Outcome } from '../outcome.ts';
import type { AuditTrail, Clock, Disposable, DocumentStore, Lock, Random, SecretVault } from '../ports.ts';
import { IndexKeeper } from './indexKeeper.ts';
import { type Profile, vaultKey } from './profile.ts';
import type { ProfileChanges } from './profileChanges.ts';
import type { ProfileIndex } from './profileIndex.ts';
import { SecretKeeper } from './secretKeeper.ts';

export type StorePorts = {
	readonly index: DocumentStore;
	readonly lock: Lock;
	readonly vault: SecretVault;
	readonly audit: AuditTrail;
	readonly clock: Clock;
	readonly random: Random;
};

type ChangeName = keyof ProfileChanges;

/** All profiles of this machine: an index without secrets, and one secret each in the vault. */
export class ProfileStore {
	readonly #ports: StorePorts;
	readonly #keeper: IndexKeeper;
	readonly #secrets: SecretKeeper;
	/** Loaded with the first change: most windows only read. */
	readonly #changes: () => Promise<ProfileChanges>;

	constructor(ports: StorePorts) {
		this.#ports = ports;
		this.#keeper = new IndexKeeper(ports.index, ports.lock);
		this.#secrets = new SecretKeeper(ports.vault);
		this.#changes = once(async () => {
			const { ProfileChanges } = await import('./profileChanges.ts');
			const { audit, clock, random } = ports;
			return new ProfileChanges({ keeper: this.#keeper, secrets: this.#secrets, audit, clock, random });
		});
	}

	/** The parts below, for repairing. */
	get parts(): { readonly keeper: IndexKeeper; readonly secrets: SecretKeeper; readonly random: Random } {
		return { keeper: this.#keeper, secrets: this.#secrets, random: this.#ports.random };
	}

	/** Calls back after each change, made here or in another window. */
	onDidChange(listener: () => void): Disposable {
		return this.#keeper.onDidChange(listener);
	}

	index(): Promise<Outcome<ProfileIndex>> {
		return this.#keeper.read();
	}

	async list(): Promise<Outcome<readonly Profile[]>> {
		const index = await this.index();
		return index.kind === 'answered' ? answered(index.value.profiles) : index;
	}

	/** The profile as it is now; undefined where it is gone. */
	async find(id: string): Promise<Outcome<Profile | undefined>> {
		const profiles = await this.list();
		return profiles.kind === 'answered' ? answered(profiles.value.find((each) => each.id === id)) : profiles;
	}

	// Documented at ProfileChanges.
	readonly add = this.#later('add');
	readonly restore = this.#later('restore');
	readonly replaceSecret = this.#later('replaceSecret');
	readonly edit = this.#later('edit');
	readonly editMethod = this.#later('editMethod');
	readonly recordCheck = this.#later('recordCheck');
	readonly recordKeyMade = this.#later('recordKeyMade');
	readonly endSignIn = this.#later('endSignIn');
	readonly recordUse = this.#later('recordUse');
	readonly setDefault = this.#later('setDefault');
	readonly isLeftBehind = this.#later('isLeftBehind');
	readonly remove = this.#later('remove');

	#later<K extends ChangeName>(name: K): ProfileChanges[K] {
		const change = async (...given: unknown[]) => {
			const changes = (await this.#changes()) as unknown as Record<K, (...given: unknown[]) => Promise<unknown>>;
			return changes[name](...given);
		};
		return change as unknown as ProfileChanges[K];
	}

	/** Has secrets be read from the vault again, which another host may have written without telling. */
	forgetSecrets(): void {
		this.#secrets.forget();
	}

	secretOf(profile: Profile): Promise<Outcome<string>> {
		return this.#secrets.get(vaultKey(profile));
	}

	dispose(): void {
		this.#keeper.dispose();
		this.#secrets.dispose();
	}
}
