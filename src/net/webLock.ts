import { LockBusy } from '../core/lockBusy.ts';
import type { Lock } from '../core/ports.ts';

/** The part of the browser's LockManager that is used; not every place this is compiled for knows the whole of it. */
export type BrowserLocks = { request(name: string, work: () => Promise<unknown>): Promise<unknown> };

/**
 * A lock between windows of one browser, by the Web Locks API (https://w3c.github.io/web-locks/). The browser lets go of
 * it when a window dies. It reaches as far as an origin does, and VS Code for the Web gives the worker host of each
 * workspace an origin of its own: windows of the same workspace exclude each other, those of different ones do not.
 * There the index is read back after each write and watched, and `WindowPresence` warns of the other window. Where a worker has no `navigator.locks`, because the page is not secure, it holds within
 * this window alone.
 */
export class WebLock implements Lock {
	readonly #name: string;
	readonly #locks: BrowserLocks | undefined;
	readonly #patience: number;
	#last: Promise<unknown> = Promise.resolve();

	/** `patience`: waiting longer than this, in milliseconds, ends with a LockBusy. */
	constructor(name: string, locks: BrowserLocks | undefined = browserLocks(), patience = 20_000) {
		this.#name = name;
		this.#locks = locks;
		this.#patience = patience;
	}

	hold<T>(work: (isHeld: () => Promise<boolean>) => Promise<T>): Promise<T> {
		let isGivenUp = false;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const busy = new Promise<never>((_, reject) => {
			timer = setTimeout(() => {
				isGivenUp = true;
				reject(new LockBusy('Another window has been writing for too long.'));
			}, this.#patience);
		});
		// Whoever gave up does nothing when its turn comes.
		const toldHeld = async (): Promise<T | undefined> => {
			clearTimeout(timer);
			return isGivenUp ? undefined : work(async () => true);
		};
		const turn = this.#last.then(() => (this.#locks ? this.#locks.request(this.#name, toldHeld) : toldHeld()));
		this.#last = turn.catch(() => undefined);
		return Promise.race([turn as Promise<T>, busy]);
	}
}

const browserLocks = (): BrowserLocks | undefined =>
	(globalThis as { navigator?: { locks?: BrowserLocks } }).navigator?.locks;
