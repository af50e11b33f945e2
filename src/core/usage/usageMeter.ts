import { Emitter } from '../emitter.ts';
import type { Clock, Disposable, DocumentStore, Lock } from '../ports.ts';
import { pacificDay } from './pacificDay.ts';
import { noted, type ProfileUsage, type UsageBook, type UsageEvent, unused } from './usageBook.ts';
import { readUsage, writeUsage } from './usageDocument.ts';
import { type UsageNow, usageAt } from './usageNow.ts';
import { eventOf, type UsedCall } from './usedCall.ts';

type Ports = {
	readonly document: DocumentStore;
	/** Keeps the windows that share the document apart. */
	readonly lock: Lock;
	readonly clock: Clock;
};

/** What waits to be written where the document cannot be reached; the oldest goes first. */
const mostWaiting = 1_000;

/**
 * Counts what each profile uses, for all windows together, in one document. What cannot be written is counted in this
 * window and written later; nothing here ever rejects, since no call is to fail for its being counted.
 */
export class UsageMeter {
	readonly #ports: Ports;
	readonly #changed = new Emitter<void>();
	readonly #forgotten = new Map<string, ProfileUsage>();
	#waiting: readonly UsageEvent[] = [];
	/** One after the other, so that nothing is counted twice while it moves from here into the document. */
	#turns: Promise<unknown> = Promise.resolve();
	/** A write that has not begun yet. */
	#planned: Promise<void> | undefined;

	constructor(ports: Ports) {
		this.#ports = ports;
	}

	/** Calls back after each call that was counted in this window. */
	onDidChange(listener: () => void): Disposable {
		return this.#changed.on(listener);
	}

	/** Notes a call that is over. Resolves when it is written, or cannot be for now. */
	async record(call: UsedCall): Promise<void> {
		await this.#note(eventOf(call, this.#ports.clock.now()));
		this.#changed.fire();
	}

	/** What a profile has used so far. */
	of(profileId: string): Promise<UsageNow> {
		return this.#inTurn(async () => {
			const { now, profile } = await this.#look(profileId);
			return usageAt(profile, now, pacificDay);
		});
	}

	/** Whether a person is to be warned of what the profile spent today: once a day, in one of the windows. */
	async isFirstWarning(profileId: string): Promise<boolean> {
		const { now, profile } = await this.#inTurn(() => this.#look(profileId));
		if (profile.warnedOn === pacificDay(now)) {
			return false;
		}
		await this.#note({ kind: 'warned', profileId, at: now });
		return true;
	}

	/** Drops what is known about a profile; until the window closes it can be brought back, as the profile can. */
	async forget(profileId: string): Promise<void> {
		const { profile } = await this.#inTurn(() => this.#look(profileId));
		this.#forgotten.set(profileId, profile);
		await this.#note({ kind: 'forget', profileId });
	}

	/** Deleting a profile and bringing it back is no way around its limits. */
	async bringBack(profileId: string): Promise<void> {
		const usage = this.#forgotten.get(profileId);
		if (usage && this.#forgotten.delete(profileId)) {
			await this.#note({ kind: 'bring-back', profileId, usage });
		}
	}

	/** One write takes all that came before it began. */
	#note(event: UsageEvent): Promise<void> {
		this.#waiting = [...this.#waiting, event];
		this.#planned ??= this.#inTurn(() => {
			this.#planned = undefined;
			return this.#write();
		});
		return this.#planned;
	}

	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.#turns.then(work);
		this.#turns = turn.catch(() => undefined);
		return turn;
	}

	async #look(profileId: string) {
		const book = await this.#ports.document.read().then(readUsage, () => 'unreadable' as const);
		const whole = this.#with(typeof book === 'string' ? new Map() : book, this.#waiting);
		return { now: this.#ports.clock.now(), profile: whole.get(profileId) ?? unused };
	}

	/** Writes all that waits by now; what fails goes on waiting. */
	async #write(): Promise<void> {
		const { document, lock } = this.#ports;
		const events = this.#waiting;
		if (events.length === 0) {
			return;
		}
		const work = async (isHeld: () => Promise<boolean>) => {
			const book = readUsage(await document.read());
			// A later Latchkey counts in a form of its own, which is not to be broken.
			if (book !== 'newer') {
				const text = writeUsage(this.#with(book, events));
				if (await isHeld()) {
					await document.write(text);
					this.#waiting = this.#waiting.filter((event) => !events.includes(event));
				}
			}
		};
		await lock.hold(work).catch(() => undefined);
		if (this.#waiting[0] === events[0]) {
			this.#waiting = this.#waiting.slice(-mostWaiting);
		}
	}

	#with(book: UsageBook, events: readonly UsageEvent[]): UsageBook {
		return events.reduce((so, event) => noted(so, event, pacificDay), book);
	}
}
