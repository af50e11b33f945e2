import type { Clock, Disposable } from '../ports.ts';
import { endOf } from './profileState.ts';
import type { ProfileStore } from './profileStore.ts';

/** A timer cannot wait for much longer, and looking again is cheap. In milliseconds. */
const longestWait = 24 * 60 * 60_000;
/** So that the end has surely passed. */
const moment = 500;

/** Calls back when a credential comes to its end: nothing else tells, and what is shown would go on saying that it is good. */
export class ExpiryWatch implements Disposable {
	readonly #store: ProfileStore;
	readonly #clock: Clock;
	readonly #onEnd: () => void;
	readonly #listening: Disposable;
	#timer: Disposable | undefined;

	constructor(store: ProfileStore, clock: Clock, onEnd: () => void) {
		this.#store = store;
		this.#clock = clock;
		this.#onEnd = onEnd;
		this.#listening = store.onDidChange(() => void this.#expect());
		void this.#expect();
	}

	async #expect(): Promise<void> {
		const profiles = await this.#store.list();
		this.#timer?.dispose();
		const now = this.#clock.now();
		const ends = profiles.kind === 'answered' ? profiles.value.map(endOf).filter((end) => end > now) : [];
		const next = Math.min(...ends);
		if (next < Number.POSITIVE_INFINITY) {
			this.#timer = this.#clock.after(Math.min(next - now + moment, longestWait), () => {
				this.#onEnd();
				void this.#expect();
			});
		}
	}

	dispose(): void {
		this.#listening.dispose();
		this.#timer?.dispose();
	}
}
