import { Emitter } from '../emitter.ts';
import type { Clock, Disposable } from '../ports.ts';

/** One step of a sign-in or one token request. Every text is free of secrets when it comes here. */
export type TranscriptEntry = {
	readonly title: string;
	/** What was sent and what came back, one field a line. */
	readonly lines?: readonly string[];
	/** What it means, in one sentence. */
	readonly meaning: string;
};

/** Enough for some sign-ins and a day of renewals. */
const mostEntries = 300;

/** What token endpoints were asked and what they said, as far back as this window remembers. Kept in memory alone. */
export class Transcript {
	readonly #clock: Clock;
	readonly #entries: (TranscriptEntry & { readonly at: number })[] = [];
	readonly #changed = new Emitter<void>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	get entries(): readonly (TranscriptEntry & { readonly at: number })[] {
		return this.#entries;
	}

	onDidChange(listener: () => void): Disposable {
		return this.#changed.on(listener);
	}

	add(entry: TranscriptEntry): void {
		this.#entries.push({ ...entry, at: this.#clock.now() });
		this.#entries.splice(0, Math.max(0, this.#entries.length - mostEntries));
		this.#changed.fire();
	}
}
