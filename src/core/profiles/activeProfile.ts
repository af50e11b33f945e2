import { together } from '../disposable.ts';
import { Emitter } from '../emitter.ts';
import { answered, type Outcome } from '../outcome.ts';
import type { Cell, Disposable } from '../ports.ts';
import type { Profile } from './profile.ts';
import type { ProfileStore } from './profileStore.ts';

/** Which profile requests use. Says nothing rather than guess where the remembered one is gone. */
export class ActiveProfile {
	readonly #store: ProfileStore;
	readonly #chosen: Cell;
	readonly #changed = new Emitter<void>();

	constructor(store: ProfileStore, chosen: Cell) {
		this.#store = store;
		this.#chosen = chosen;
	}

	/** Calls back when another profile was chosen or any profile changed. */
	onDidChange(listener: () => void): Disposable {
		return together([this.#changed.on(listener), this.#store.onDidChange(listener)]);
	}

	async resolve(): Promise<Outcome<Profile | undefined>> {
		const profiles = await this.#store.list();
		const id = this.#chosen.get();
		return profiles.kind === 'answered' ? answered(profiles.value.find((profile) => profile.id === id)) : profiles;
	}

	async use(profile: Profile): Promise<void> {
		await this.#chosen.set(profile.id);
		this.#changed.fire();
	}
}
