import { orAborted } from '../orAborted.ts';
import { answered, type Outcome } from '../outcome.ts';
import { freeName } from './freeName.ts';
import type { Profile } from './profile.ts';
import type { ProfileStore } from './profileStore.ts';

type Deleted = { readonly profile: Profile; readonly secret: string };

/**
 * What became of a profile that was deleted: it can be brought back; or it cannot, because it had no secret any more, or
 * because nobody wanted to wait for the keyring to give it.
 */
export type Deletion = 'undoable' | 'without-secret' | 'secret-not-read';

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

	/** Deletes. An aborted signal ends the wait for the secret that undoing would need, not the deleting. */
	async delete({ id }: Profile, signal: AbortSignal): Promise<Outcome<Deletion>> {
		const now = await this.#store.find(id);
		const reading = now.kind === 'answered' && now.value ? this.#store.secretOf(now.value) : undefined;
		const read = reading && (await orAborted(reading, signal));
		const secret = read === 'aborted' ? undefined : read;
		const removed = await this.#store.remove(id);
		// Also where the secret stayed behind in the vault: the profile is gone, and a person may want it back.
		const after = await this.#store.find(id);
		const isGone = after.kind === 'answered' && after.value === undefined;
		if (isGone && now.kind === 'answered' && now.value && secret?.kind === 'answered') {
			this.#deleted.push({ profile: now.value, secret: secret.value });
		}
		if (removed.kind !== 'answered') {
			return removed;
		}
		return answered(
			secret?.kind === 'answered' ? 'undoable' : read === 'aborted' ? 'secret-not-read' : 'without-secret',
		);
	}

	/**
	 * Brings back the profile deleted last, or the one with an id; undefined where there is none. Where the signal is
	 * aborted it stays deleted and can be brought back later.
	 */
	async undo(id?: string, signal?: AbortSignal): Promise<Outcome<Profile | undefined>> {
		const last = this.#deleted.findLast(({ profile }) => id === undefined || profile.id === id);
		if (!last) {
			return answered(undefined);
		}
		const profiles = await this.#store.list();
		if (profiles.kind !== 'answered') {
			return profiles;
		}
		const name = freeName(last.profile.name, profiles.value);
		const outcome = await this.#store.restore(last.profile, last.secret, name, signal);
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
