import type { Failure } from '../errors/failure.ts';
import { once } from '../once.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { AuditTrail, Clock, Disposable, DocumentStore, Lock, Random, SecretVault } from '../ports.ts';
import { IndexKeeper } from './indexKeeper.ts';
import { type Check, type Profile, type ProfileTraits, vaultKey } from './profile.ts';
import { doomed, type ProfileIndex } from './profileIndex.ts';
import { SecretKeeper } from './secretKeeper.ts';
import { profileGone, storageFailure } from './storageFailure.ts';
import type { TwoPhaseWriting } from './twoPhaseWriting.ts';

export type StorePorts = {
	readonly index: DocumentStore;
	readonly lock: Lock;
	readonly vault: SecretVault;
	readonly audit: AuditTrail;
	readonly clock: Clock;
	readonly random: Random;
};

/** What a profile is made of, besides its secret and what the store itself gives it. */
export type NewProfile = ProfileTraits & Pick<Profile, 'method' | 'keyKind' | 'lastCheck'>;

/** Uses within this time are one: not every prompt is worth a write. In milliseconds. */
const useGranularity = 60_000;

/** All profiles of this machine: an index without secrets, and one secret each in the vault. */
export class ProfileStore {
	readonly #ports: StorePorts;
	readonly #keeper: IndexKeeper;
	readonly #secrets: SecretKeeper;
	/** Loaded with the first change: most windows only read. */
	readonly #writing: () => Promise<TwoPhaseWriting>;

	constructor(ports: StorePorts) {
		this.#ports = ports;
		this.#keeper = new IndexKeeper(ports.index, ports.lock);
		this.#secrets = new SecretKeeper(ports.vault);
		this.#writing = once(async () => {
			const { TwoPhaseWriting } = await import('./twoPhaseWriting.ts');
			return new TwoPhaseWriting(this.#keeper, this.#secrets, ports.clock);
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

	/** Adds a profile with its secret. The first one is used by default. */
	async add(draft: NewProfile, secret: string): Promise<Outcome<Profile>> {
		const { clock, random } = this.#ports;
		const made = { ...draft, id: random.uuid(), secretVersion: random.uuid(), createdAt: clock.now() };
		const outcome = await (await this.#writing()).commit(made, secret, appended(made));
		return this.#audited('profile-added', outcome);
	}

	/**
	 * Brings back a profile that was deleted, with the id it had and a name nobody else has meanwhile. Once the signal is
	 * aborted, a secret that the keyring then takes after all is deleted again and nothing changes.
	 */
	async restore(deleted: Profile, secret: string, name: string, signal?: AbortSignal): Promise<Outcome<Profile>> {
		const made = { ...deleted, name, secretVersion: this.#ports.random.uuid() };
		const outcome = await (await this.#writing()).commit(made, secret, appended(made), signal);
		return this.#audited('profile-restored', outcome);
	}

	/** Gives a profile another secret; the old one is deleted when the new one is in its place. The signal is as above. */
	async replaceSecret(
		id: string,
		secret: string,
		facts: Pick<Profile, 'keyKind' | 'lastCheck'>,
		signal?: AbortSignal,
	): Promise<Outcome<Profile>> {
		const now = await this.find(id);
		if (now.kind !== 'answered') {
			return now;
		}
		if (!now.value) {
			return failed(profileGone);
		}
		const secretVersion = this.#ports.random.uuid();
		// With the secret goes what was known about it.
		const renewed = ({ lastCheck: _, expiresAt: __, ...rest }: Profile): Profile => ({
			...rest,
			...facts,
			secretVersion,
		});
		const place = (index: ProfileIndex): ProfileIndex | Failure => {
			const old = index.profiles.find((each) => each.id === id);
			return old
				? {
						...index,
						// Made of the profile as it is by now: what was edited meanwhile stays edited.
						profiles: index.profiles.map((each) => (each.id === id ? renewed(each) : each)),
						leftovers: [...index.leftovers, { key: vaultKey(old), since: doomed }],
					}
				: profileGone;
		};
		const outcome = await (await this.#writing()).commit(renewed(now.value), secret, place, signal);
		return this.#audited('secret-replaced', outcome);
	}

	/** Changes what a person may change; `undefined` takes a trait away. */
	async edit(id: string, traits: { readonly [K in keyof ProfileTraits]?: ProfileTraits[K] | undefined }) {
		const outcome = await this.#changeProfile(id, (profile) => withoutUndefined({ ...profile, ...traits }));
		return this.#audited('profile-edited', outcome);
	}

	/**
	 * Notes what a live check of a secret found. A profile deleted meanwhile stays deleted, and of a secret replaced
	 * meanwhile nothing is noted.
	 */
	recordCheck({ id, secretVersion }: Pick<Profile, 'id' | 'secretVersion'>, check: Check): Promise<Outcome<Profile>> {
		return this.#changeProfile(id, (profile) =>
			profile.secretVersion === secretVersion
				? { ...profile, lastCheck: withKnownProject(check, profile.lastCheck) }
				: profile,
		);
	}

	/** Notes that the profile was used just now. */
	async recordUse({ id, lastUsedAt }: Profile): Promise<void> {
		const now = this.#ports.clock.now();
		if (lastUsedAt === undefined || Math.abs(now - lastUsedAt) >= useGranularity) {
			await this.#changeProfile(id, (profile) => ({ ...profile, lastUsedAt: now }));
		}
	}

	/** Makes a profile the one that is used where neither folder nor window says otherwise. */
	async setDefault(id: string): Promise<Outcome<ProfileIndex>> {
		return (await this.#writing()).change((index) =>
			index.profiles.every((each) => each.id !== id)
				? profileGone
				: index.defaultId === id
					? index
					: { ...index, defaultId: id },
		);
	}

	/**
	 * Deletes a profile and its secret. The profile goes first: should the secret stay behind, this says so, and it is
	 * deleted with a later write.
	 */
	async remove(id: string): Promise<Outcome<Profile>> {
		let removed: Profile | undefined;
		const outcome = await this.#keeper.change((index) => {
			removed = index.profiles.find((each) => each.id === id);
			const { defaultId, ...rest } = index;
			return removed
				? {
						...rest,
						...(defaultId && defaultId !== id ? { defaultId } : {}),
						profiles: index.profiles.filter((each) => each.id !== id),
						leftovers: [...index.leftovers, { key: vaultKey(removed), since: doomed }],
					}
				: profileGone;
		});
		if (outcome.kind !== 'answered' || !removed) {
			return outcome.kind === 'answered' ? failed(profileGone) : outcome;
		}
		const gone = await this.#audited('profile-deleted', answered(removed));
		const failure = (await (await this.#writing()).sweep(outcome.value)).get(vaultKey(removed));
		return failure ? failed(failure) : gone;
	}

	/** Whether the secret that a profile had is still in the vault, because it could not be deleted yet. */
	async isLeftBehind(profile: Profile): Promise<boolean> {
		const index = await this.index();
		return index.kind === 'answered' && index.value.leftovers.some(({ key }) => key === vaultKey(profile));
	}

	secretOf(profile: Profile): Promise<Outcome<string>> {
		return this.#secrets.get(vaultKey(profile));
	}

	dispose(): void {
		this.#keeper.dispose();
		this.#secrets.dispose();
	}

	async #changeProfile(id: string, edit: (profile: Profile) => Profile): Promise<Outcome<Profile>> {
		const outcome = await (await this.#writing()).change((index) => {
			const now = index.profiles.find((each) => each.id === id);
			const edited = now && edit(now);
			if (!edited) {
				return profileGone;
			}
			return edited === now
				? index
				: { ...index, profiles: index.profiles.map((each) => (each === now ? edited : each)) };
		});
		const profile = outcome.kind === 'answered' ? outcome.value.profiles.find((each) => each.id === id) : undefined;
		return outcome.kind !== 'answered' ? outcome : profile ? answered(profile) : failed(profileGone);
	}

	#audited(type: ProfileEventType, outcome: Outcome<Profile>): Outcome<Profile> {
		if (outcome.kind === 'answered') {
			const { id, name, method } = outcome.value;
			this.#ports.audit.record({ type, method, profileId: id, profileName: name });
		}
		return outcome;
	}
}

type ProfileEventType = 'profile-added' | 'profile-restored' | 'profile-edited' | 'profile-deleted' | 'secret-replaced';

const appended =
	(made: Profile) =>
	(index: ProfileIndex): ProfileIndex | Failure =>
		index.profiles.some(({ id }) => id === made.id)
			? storageFailure('profile is there already')
			: { ...index, profiles: [...index.profiles, made], defaultId: index.defaultId ?? made.id };

/** Google names a project only when it refuses: what a refusal told stays known when the key works again. */
const withKnownProject = (check: Check, { project }: Partial<Check> = {}): Check =>
	project === undefined ? check : { project, ...check };

const withoutUndefined = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
	Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
		[K in keyof T]: Exclude<T[K], undefined>;
	};
