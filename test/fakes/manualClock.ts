import type { Clock, Disposable } from '../../src/core/ports.ts';

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
	#now: number;
	readonly #waiting = new Set<{ readonly at: number; readonly callback: () => void }>();

	constructor(now = Date.UTC(2026, 10, 23)) {
		this.#now = now;
	}

	get waiting(): number {
		return this.#waiting.size;
	}

	now(): number {
		return this.#now;
	}

	after(ms: number, callback: () => void): Disposable {
		const entry = { at: this.#now + ms, callback };
		this.#waiting.add(entry);
		return { dispose: () => this.#waiting.delete(entry) };
	}

	/** Moves on and calls back what has come due, in order. */
	advance(ms: number): void {
		this.#now += ms;
		for (const entry of [...this.#waiting].sort((a, b) => a.at - b.at)) {
			if (entry.at <= this.#now && this.#waiting.delete(entry)) {
				entry.callback();
			}
		}
	}
}
