import type { ModelLists } from '../gemini/modelLists.ts';
import type { Model } from '../gemini/models.ts';
import type { Caller } from '../http/exchange.ts';
import type { Outcome } from '../outcome.ts';
import { listKey } from '../profiles/listKey.ts';
import type { Profile } from '../profiles/profile.ts';

type Ports = {
	readonly models: ModelLists;
	readonly callerFor: (profile: Profile, signal: AbortSignal) => Promise<Outcome<Caller>>;
	readonly isFreeToUse: (profile: Profile) => boolean;
};

/** The models that one panel offers: those of the profile it sends with, fetched once for each. */
export class PanelModels {
	readonly #ports: Ports;
	/** Of the list being fetched. */
	#listing: AbortController | undefined;
	/** Under which the models are remembered that are shown or being fetched. */
	#modelsOf: string | undefined;

	constructor(ports: Ports) {
		this.#ports = ports;
	}

	/** The models to show from now on, none where they are not to be had; undefined where nothing changes. */
	async listFor(profile: Profile): Promise<readonly Model[] | undefined> {
		const key = listKey(profile);
		if (key === this.#modelsOf) {
			return undefined;
		}
		this.#listing?.abort();
		const listing = new AbortController();
		this.#listing = listing;
		this.#modelsOf = key;
		// A protected profile is not used for anything before the person has agreed to it.
		const isFree = !profile.isProtected || this.#ports.isFreeToUse(profile);
		const models =
			this.#ports.models.known(key) ??
			(isFree ? await this.#fetch(key, profile, listing.signal).catch(() => undefined) : undefined);
		if (listing.signal.aborted) {
			return undefined;
		}
		// Without a list a person can still type a model; the failure shows itself when they send.
		if (!models) {
			this.#modelsOf = undefined;
		}
		return models ?? [];
	}

	dispose(): void {
		this.#listing?.abort();
	}

	async #fetch(key: string, profile: Profile, signal: AbortSignal) {
		const caller = await this.#ports.callerFor(profile, signal);
		const models = caller.kind === 'answered' ? await this.#ports.models.fetch(key, caller.value) : caller;
		return models.kind === 'answered' ? models.value : undefined;
	}
}
