import type { AuditEvent } from '../audit/event.ts';
import type { Cause } from '../errors/cause.ts';
import type { Failure } from '../errors/failure.ts';
import { placeKey } from '../gemini/targets.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { AuditTrail, Clock, Random } from '../ports.ts';
import type { IndexKeeper } from './indexKeeper.ts';
import {
	type Check,
	type ImpersonationProfile,
	type OAuthUserProfile,
	type Profile,
	type ProfileTraits,
	type ServiceAccountProfile,
	vaultKey,
} from './profile.ts';
import { doomed, type ProfileIndex } from './profileIndex.ts';
import type { SecretKeeper } from './secretKeeper.ts';
import { profileGone, secretReplacedMeanwhile, storageFailure } from './storageFailure.ts';
import { TwoPhaseWriting } from './twoPhaseWriting.ts';

type Ports = {
	readonly keeper: IndexKeeper;
	readonly secrets: SecretKeeper;
	readonly audit: AuditTrail;
	readonly clock: Clock;
	readonly random: Random;
};

/** What a profile is made of, besides its secret and what the store itself gives it. */
export type NewProfile = Made<Profile>;
type Made<P> = P extends Profile ? Omit<P, 'id' | 'secretVersion' | 'createdAt'> : never;

/** Uses within this time are one: not every prompt is worth a write. In milliseconds. */
const useGranularity = 60_000;

/** Every change of profiles and their secrets. Loaded with the first of them: most windows only read. */
export class ProfileChanges {
	readonly #ports: Ports;
	readonly #writing: TwoPhaseWriting;

	constructor(ports: Ports) {
		this.#ports = ports;
		this.#writing = new TwoPhaseWriting(ports.keeper, ports.secrets, ports.clock);
	}

	/** Adds a profile with its secret. The first one is used by default. */
	async add(draft: NewProfile, secret: string): Promise<Outcome<Profile>> {
		const { clock, random } = this.#ports;
		const made = { ...draft, id: random.uuid(), secretVersion: random.uuid(), createdAt: clock.now() };
		const outcome = await this.#writing.commit(made, secret, appended(made));
		return this.#audited('profile-added', outcome);
	}

	/**
	 * Brings back a profile that was deleted, with the id it had and a name nobody else has meanwhile. Once the signal is
	 * aborted, a secret that the keyring then takes after all is deleted again and nothing changes.
	 */
	async restore(deleted: Profile, secret: string, name: string, signal?: AbortSignal): Promise<Outcome<Profile>> {
		const made = { ...deleted, name, secretVersion: this.#ports.random.uuid() };
		const outcome = await this.#writing.commit(made, secret, appended(made), signal);
		return this.#audited('profile-restored', outcome);
	}

	/**
	 * Gives a profile another secret; the old one is deleted when the new one is in its place. `renewed` makes of the
	 * profile, as it is by then, what goes with the new secret. Where `version` is given, a secret that is not that one any
	 * more has been replaced meanwhile, and stays. The signal is as above.
	 */
	async replaceSecret(
		id: string,
		secret: string,
		renewed: (profile: Profile) => Profile,
		{ signal, version, event = 'secret-replaced' }: Replacement = {},
	): Promise<Outcome<Profile>> {
		const now = await this.#find(id);
		if (now.kind !== 'answered') {
			return now;
		}
		if (!now.value) {
			return failed(profileGone);
		}
		const secretVersion = this.#ports.random.uuid();
		const withNewSecret = (profile: Profile): Profile => ({ ...renewed(profile), secretVersion });
		const place = (index: ProfileIndex): ProfileIndex | Failure => {
			const old = index.profiles.find((each) => each.id === id);
			if (old && version !== undefined && old.secretVersion !== version) {
				return secretReplacedMeanwhile;
			}
			return old
				? {
						...index,
						// Made of the profile as it is by now: what was edited meanwhile stays edited.
						profiles: index.profiles.map((each) => (each.id === id ? withNewSecret(each) : each)),
						leftovers: [...index.leftovers, { key: vaultKey(old), since: doomed }],
					}
				: profileGone;
		};
		const outcome = await this.#writing.commit(withNewSecret(now.value), secret, place, signal);
		return this.#audited(event, outcome);
	}

	/** Changes what a person may change; `undefined` takes a trait away. */
	async edit(id: string, traits: { readonly [K in keyof ProfileTraits]?: ProfileTraits[K] | undefined }) {
		const outcome = await this.#changeProfile(id, (profile) =>
			unlessElsewhere(profile, withoutUndefined({ ...profile, ...traits }) as Profile),
		);
		return this.#audited('profile-edited', outcome);
	}

	/**
	 * Changes how tokens of a service account are had. Its secret is stored anew: what is in memory for the old one is of no use any more.
	 */
	async editMethod<P extends ServiceAccountProfile | ImpersonationProfile>(
		{ id, secretVersion }: P,
		facts: { readonly [K in Exclude<keyof P, 'id' | 'secretVersion' | 'method'>]?: P[K] | undefined },
	): Promise<Outcome<Profile>> {
		const secret = await this.#ports.secrets.get(vaultKey({ id, secretVersion }));
		if (secret.kind !== 'answered') {
			return secret;
		}
		const edited = ({ lastCheck: _, ...profile }: Profile) => withoutUndefined({ ...profile, ...facts }) as Profile;
		return this.replaceSecret(id, secret.value, edited, { version: secretVersion, event: 'profile-edited' });
	}

	/**
	 * Notes what a live check of a credential found. A profile deleted meanwhile stays deleted, and of a credential replaced
	 * meanwhile nothing is noted.
	 */
	recordCheck(checked: Profile, check: Check): Promise<Outcome<Profile>> {
		return this.#changeProfile(checked.id, (profile) =>
			isSameCredential(profile, checked)
				? { ...profile, lastCheck: withKnownProject(check, profile.lastCheck) }
				: profile,
		);
	}

	/** Notes when the key of a service account was made, unless the profile has another by now. */
	recordKeyMade({ id, email, keyId }: ServiceAccountProfile, keyMadeAt: number): Promise<Outcome<Profile>> {
		return this.#changeProfile(id, (profile) =>
			profile.method === 'service-account' &&
			profile.email === email &&
			profile.keyId === keyId &&
			profile.keyMadeAt !== keyMadeAt
				? { ...profile, keyMadeAt }
				: profile,
		);
	}

	/** Notes that the server does not renew a sign-in any more, unless there has been another. */
	async endSignIn(ended: OAuthUserProfile, cause: Cause): Promise<Outcome<Profile>> {
		const at = this.#ports.clock.now();
		const outcome = await this.#changeProfile(ended.id, (profile) =>
			profile.method === 'oauth-user' && profile.signIn && isSameCredential(profile, ended)
				? { ...profile, signIn: { ...profile.signIn, ended: { at, cause } } }
				: profile,
		);
		const hasEnded =
			outcome.kind === 'answered' && outcome.value.method === 'oauth-user' && outcome.value.signIn?.ended !== undefined;
		return hasEnded ? this.#audited('sign-in-ended', outcome) : outcome;
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
		return this.#writing.change((index) =>
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
		const outcome = await this.#ports.keeper.change((index) => {
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
		const failure = (await this.#writing.sweep(outcome.value)).get(vaultKey(removed));
		return failure ? failed(failure) : gone;
	}

	/** Whether the secret that a profile had is still in the vault, because it could not be deleted yet. */
	async isLeftBehind(profile: Profile): Promise<boolean> {
		const index = await this.#ports.keeper.read();
		return index.kind === 'answered' && index.value.leftovers.some(({ key }) => key === vaultKey(profile));
	}

	async #find(id: string): Promise<Outcome<Profile | undefined>> {
		const index = await this.#ports.keeper.read();
		return index.kind === 'answered' ? answered(index.value.profiles.find((each) => each.id === id)) : index;
	}

	async #changeProfile(id: string, edit: (profile: Profile) => Profile): Promise<Outcome<Profile>> {
		const outcome = await this.#writing.change((index) => {
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

type ProfileEventType = Extract<AuditEvent, { readonly method: string }>['type'];

type Replacement = {
	readonly signal?: AbortSignal | undefined;
	readonly version?: string;
	readonly event?: ProfileEventType;
};

/** Of a sign-in the secret changes with each renewal, and it stays the same sign-in. */
const isSameCredential = (one: Profile, other: Profile): boolean =>
	one.method === 'oauth-user' && other.method === 'oauth-user'
		? one.signIn?.at === other.signIn?.at
		: one.secretVersion === other.secretVersion;

const appended =
	(made: Profile) =>
	(index: ProfileIndex): ProfileIndex | Failure =>
		index.profiles.some(({ id }) => id === made.id)
			? storageFailure('profile is there already')
			: { ...index, profiles: [...index.profiles, made], defaultId: index.defaultId ?? made.id };

/** Google names a project only when it refuses: what a refusal told stays known when the key works again. */
const withKnownProject = (check: Check, { project }: Partial<Check> = {}): Check =>
	project === undefined ? check : { project, ...check };

/** What is sent to another place, nobody there has judged yet. */
function unlessElsewhere(before: Profile, after: Profile): Profile {
	const { lastCheck: _, ...unjudged } = after;
	return placeKey(before) === placeKey(after) ? after : unjudged;
}

const withoutUndefined = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
	Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
		[K in keyof T]: Exclude<T[K], undefined>;
	};
