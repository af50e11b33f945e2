import { setImmediate } from 'node:timers/promises';
import { Emitter } from '../../src/core/emitter.ts';
import type { Disposable, DocumentStore, Lock } from '../../src/core/ports.ts';

/** A document in memory that takes its time, as a disk does, so that writes which do not wait for each other are seen. */
export class MemoryDocument implements DocumentStore {
	text: string | undefined;
	failing: 'nothing' | 'read' | 'write' = 'nothing';
	readonly aside: string[] = [];
	readonly #changed = new Emitter<void>();

	constructor(text?: string) {
		this.text = text;
	}

	async read(): Promise<string | undefined> {
		await setImmediate();
		if (this.failing === 'read') {
			throw new Error('The disk is gone.');
		}
		return this.text;
	}

	async write(text: string): Promise<void> {
		await setImmediate();
		if (this.failing === 'write') {
			throw new Error('The disk is full.');
		}
		this.text = text;
		this.#changed.fire();
	}

	async keepAside(): Promise<string> {
		this.aside.push(this.text ?? '');
		return `aside ${this.aside.length}`;
	}

	onDidChange(listener: () => void): Disposable {
		return this.#changed.on(listener);
	}
}

/** One at a time, in this process; `lost` has a holder learn that it was passed over. */
export class MemoryLock implements Lock {
	lost = false;
	#last: Promise<unknown> = Promise.resolve();

	hold<T>(work: (isHeld: () => Promise<boolean>) => Promise<T>): Promise<T> {
		const turn = this.#last.then(() => work(async () => !this.lost));
		this.#last = turn.catch(() => undefined);
		return turn;
	}
}
