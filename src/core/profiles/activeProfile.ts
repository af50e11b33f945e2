import { together } from '../disposable.ts';
import { Emitter } from '../emitter.ts';
import { answered, type Outcome } from '../outcome.ts';
import type { AuditTrail, Cell, Disposable } from '../ports.ts';
import type { Profile } from './profile.ts';
import type { ProfileStore } from './profileStore.ts';
import { type NamedProfile, type Resolution, resolveProfile } from './resolveProfile.ts';

/** The setting by which a folder, a workspace or a person names a profile. */
export type ProfileSetting = {
	/** Undefined where it is not set, or may not be heeded. */
	get(): NamedProfile | undefined;
	/** Writes the name where the setting was found, or takes it away there. */
	set(name: string | undefined): Promise<void>;
	onDidChange(listener: () => void): Disposable;
};

type Ports = {
	readonly store: ProfileStore;
	readonly setting: ProfileSetting;
	/** Id of the profile chosen for this window. */
	readonly window: Cell;
	readonly audit: AuditTrail;
};

/** Which profile requests use, and the ways to choose it. */
export class ActiveProfile {
	readonly #ports: Ports;
	readonly #changed = new Emitter<void>();

	constructor(ports: Ports) {
		this.#ports = ports;
	}

	/** Calls back when another profile was chosen or any profile changed. */
	onDidChange(listener: () => void): Disposable {
		const { store, setting } = this.#ports;
		return together([this.#changed.on(listener), store.onDidChange(listener), setting.onDidChange(listener)]);
	}

	/** Has everyone look again: time has changed what they show. */
	lookAgain(): void {
		this.#changed.fire();
	}

	async resolve(): Promise<Outcome<Resolution>> {
		const { store, setting, window } = this.#ports;
		const index = await store.index();
		if (index.kind !== 'answered') {
			return index;
		}
		const { profiles, defaultId } = index.value;
		return answered(resolveProfile(profiles, { named: setting.get(), windowId: window.get(), defaultId }));
	}

	/** Chooses the profile for this window. A setting that names another one still wins. */
	async useInWindow(profile: Profile): Promise<void> {
		await this.#ports.window.set(profile.id);
		this.#announce(profile, 'window');
	}

	/** Chooses the profile for this window and for every one that has no choice of its own. */
	async useByDefault(profile: Profile): Promise<Outcome<unknown>> {
		const outcome = await this.#ports.store.setDefault(profile.id);
		if (outcome.kind === 'answered') {
			await this.#ports.window.set(undefined);
			this.#announce(profile, 'user');
		}
		return outcome;
	}

	/** Has the setting that wins name this profile. */
	async nameInSetting(profile: Profile): Promise<void> {
		await this.#ports.setting.set(profile.name);
		this.#announce(profile, 'folder');
	}

	/** Takes the setting away and chooses the profile for this window. */
	async useInsteadOfSetting(profile: Profile): Promise<void> {
		await this.#ports.setting.set(undefined);
		await this.useInWindow(profile);
	}

	#announce({ id, name }: Profile, scope: 'folder' | 'window' | 'user'): void {
		this.#ports.audit.record({ type: 'profile-switched', scope, profileId: id, profileName: name });
		this.#changed.fire();
	}
}
