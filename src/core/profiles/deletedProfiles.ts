import { answered, type Outcome } from '../outcome.ts';
import { freeName } from './names.ts';
import type { Profile } from './profile.ts';
import type { ProfileStore } from './profileStore.ts';

type Deleted = { readonly profile: Profile; readonly secret: string };

/** Deletes profiles so that they can be brought back. Their secrets stay in memory, until the window closes. */
export class DeletedProfiles {
	readonly #store: ProfileStore;
	readonly #deleted: Deleted[] = [];

	constructor(store: ProfileStore) {
		this.#store = store;
	}

	/** Name of the profile that `undo` would bring back; undefined where there is none. */
	get last(): string | undefined {
		return this.#deleted.at(-1)?.profile.name;
	}

	/** Deletes; answers whether it can be undone. It cannot where the secret was not to be had. */
	async delete({ id }: Profile): Promise<Outcome<boolean>> {
		const now = await this.#store.find(id);
		const secret = now.kind === 'answered' && now.value ? await this.#store.secretOf(now.value) : undefined;
		const removed = await this.#store.remove(id);
		// Also where the secret stayed behind in the vault: the profile is gone, and a person may want it back.
		const after = await this.#store.find(id);
		const isGone = after.kind === 'answered' && after.value === undefined;
		if (isGone && now.kind === 'answered' && now.value && secret?.kind === 'answered') {
			this.#deleted.push({ profile: now.value, secret: secret.value });
		}
		return removed.kind === 'answered' ? answered(secret?.kind === 'answered') : removed;
	}

	/** Brings back the profile deleted last; undefined where there is none. */
	async undo(): Promise<Outcome<Profile | undefined>> {
		const last = this.#deleted.at(-1);
		if (!last) {
			return answered(undefined);
		}
		const profiles = await this.#store.list();
		if (profiles.kind !== 'answered') {
			return profiles;
		}
		const name = freeName(last.profile.name, profiles.value);
		const outcome = await this.#store.restore(last.profile, last.secret, name);
		if (outcome.kind === 'answered') {
			this.#deleted.splice(this.#deleted.indexOf(last), 1);
		}
		return outcome;
	}

	/** Drops what could be brought back. */
	dispose(): void {
		this.#deleted.length = 0;
	}
}
