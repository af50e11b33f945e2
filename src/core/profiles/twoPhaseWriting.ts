import type { Failure } from '../errors/failure.ts';
import { answered, cancelled, failed, type Outcome } from '../outcome.ts';
import type { Clock } from '../ports.ts';
import type { IndexEdit, IndexKeeper } from './indexKeeper.ts';
import { type Profile, vaultKey } from './profile.ts';
import { doomed, type Leftover, type ProfileIndex } from './profileIndex.ts';
import type { SecretKeeper } from './secretKeeper.ts';
import { storageFailure } from './storageFailure.ts';

/** How long a keyring may take to ask for its password before what waits for it counts as abandoned. */
const abandonedAfter = 15 * 60_000;

/**
 * Keeps index and vault in step.
 *
 * A secret is written in two phases. First the index notes the new key of the vault among the leftovers; then the secret
 * is stored and read back; then the index names the key in the profile and no longer among the leftovers. Whoever dies
 * on the way leaves either the old state or the new, and at worst a leftover, which a later write deletes. Keys are
 * deleted only when they were noted here, never because no profile names them: a vault may serve other machines too.
 */
export class TwoPhaseWriting {
	readonly #keeper: IndexKeeper;
	readonly #secrets: SecretKeeper;
	readonly #clock: Clock;

	constructor(keeper: IndexKeeper, secrets: SecretKeeper, clock: Clock) {
		this.#keeper = keeper;
		this.#secrets = secrets;
		this.#clock = clock;
	}

	/** Stores the secret under the key of `made` in two phases, and lets `place` put the profile into the index. */
	async commit(
		made: Profile,
		secret: string,
		place: (index: ProfileIndex) => ProfileIndex | Failure,
		signal?: AbortSignal,
	): Promise<Outcome<Profile>> {
		const key = vaultKey(made);
		const note: Leftover = { key, since: this.#clock.now() };
		const noted = await this.#keeper.change((index) => ({ ...index, leftovers: [...index.leftovers, note] }));
		if (noted.kind !== 'answered') {
			return noted;
		}
		const unstored = await this.#secrets.store(key, secret);
		const outcome = unstored
			? failed(unstored)
			: signal?.aborted
				? cancelled
				: await this.change((index) =>
						// A keyring that took longer than others were ready to wait: they sweep the secret up, or have done so.
						index.leftovers.some((each) => each.key === key && each.since !== doomed)
							? place(withoutLeftover(index, key))
							: storageFailure('secret swept up'),
					);
		if (outcome.kind !== 'answered') {
			const index = await this.#keeper.read();
			if (index.kind === 'answered' && !index.value.profiles.some((each) => vaultKey(each) === key)) {
				await this.#drop(key);
			}
			return outcome;
		}
		return answered(outcome.value.profiles.find((each) => each.id === made.id) ?? made);
	}

	/** Changes the index and tidies up what was left behind. */
	async change(edit: IndexEdit): Promise<Outcome<ProfileIndex>> {
		const outcome = await this.#keeper.change(edit);
		if (outcome.kind === 'answered') {
			await this.sweep(outcome.value);
		}
		return outcome;
	}

	/**
	 * Deletes the secrets that no profile names any more, and were noted as such long enough ago. They are doomed in the
	 * index first: no profile may come to name a secret that is just being deleted. Answers, by their keys in the vault,
	 * why some could not be deleted.
	 */
	async sweep({ leftovers }: ProfileIndex): Promise<ReadonlyMap<string, Failure>> {
		const now = this.#clock.now();
		const isAbandoned = ({ since }: Leftover) => since !== doomed && Math.abs(now - since) > abandonedAfter;
		let swept = leftovers;
		if (leftovers.some(isAbandoned)) {
			const outcome = await this.#keeper.change((index) => ({
				...index,
				leftovers: index.leftovers.map((each) => (isAbandoned(each) ? { ...each, since: doomed } : each)),
			}));
			swept = outcome.kind === 'answered' ? outcome.value.leftovers : leftovers;
		}
		const failures = new Map<string, Failure>();
		const drop = async ({ key }: Leftover) => {
			const failure = await this.#drop(key);
			if (failure) {
				failures.set(key, failure);
			}
		};
		await Promise.all(swept.filter(({ since }) => since === doomed).map(drop));
		return failures;
	}

	/** The note goes last: a secret that could not be deleted is tried again. */
	async #drop(key: string) {
		const failure = await this.#secrets.delete(key);
		if (!failure) {
			await this.#keeper.change((index) => withoutLeftover(index, key));
		}
		return failure;
	}
}

const withoutLeftover = (index: ProfileIndex, key: string): ProfileIndex =>
	index.leftovers.some((each) => each.key === key)
		? { ...index, leftovers: index.leftovers.filter((each) => each.key !== key) }
		: index;
