import type { Caller } from '../http/exchange.ts';
import type { Outcome } from '../outcome.ts';
import type { Clock } from '../ports.ts';
import type { Model } from './models.ts';

/** Models appear and go within days, not minutes. In milliseconds. */
const keptFor = 60 * 60_000;

/** The models each profile may use, as the server listed them last; asked for again after an hour. Keys: see listKey.ts. */
export class ModelLists {
	readonly #clock: Clock;
	readonly #lists = new Map<string, { readonly at: number; readonly models: readonly Model[] }>();
	/** Lists on their way, so that panels which open together ask once. */
	readonly #fetches = new Map<string, Promise<Outcome<readonly Model[]>>>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** The list under this key, if it is known and recent. */
	known(key: string): readonly Model[] | undefined {
		const list = this.#lists.get(key);
		return list && Math.abs(this.#clock.now() - list.at) < keptFor ? list.models : undefined;
	}

	/** Asks the server, or waits with whoever asks it already, and remembers. */
	async fetch(key: string, caller: Caller): Promise<Outcome<readonly Model[]>> {
		const other = this.#fetches.get(key);
		if (!other) {
			const own = this.#ask(key, caller).finally(() => this.#fetches.delete(key));
			this.#fetches.set(key, own);
			return own;
		}
		const outcome = await other;
		// Whoever asked first went away.
		return outcome.kind === 'cancelled' ? this.fetch(key, caller) : outcome;
	}

	/** Takes a list that was asked for on another occasion. */
	remember(key: string, models: readonly Model[]): void {
		this.#lists.set(key, { at: this.#clock.now(), models });
	}

	async #ask(key: string, caller: Caller): Promise<Outcome<readonly Model[]>> {
		// Loaded when asked for: this table is there from activation on, and most windows never send a thing.
		const { listModels } = await import('./calls.ts');
		const outcome = await listModels(caller);
		if (outcome.kind === 'answered') {
			this.remember(key, outcome.value);
		}
		return outcome;
	}
}
