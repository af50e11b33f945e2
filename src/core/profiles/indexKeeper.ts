import { Emitter } from '../emitter.ts';
import type { Failure } from '../errors/failure.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { Disposable, DocumentStore, Lock } from '../ports.ts';
import { indexFailure } from './indexFault.ts';
import { type ProfileIndex, readProfileIndex, writeProfileIndex } from './profileIndex.ts';
import { storageFailure } from './storageFailure.ts';

/** What an edit makes of the index, or why it refuses. */
export type IndexEdit = (index: ProfileIndex) => ProfileIndex | Failure;

/**
 * Reads and changes the index that all windows share. A change reads, edits, writes and reads back under one lock, so
 * that none is lost; the other windows see the file change.
 */
export class IndexKeeper {
	readonly document: DocumentStore;
	readonly #lock: Lock;
	readonly #changed = new Emitter<void>();
	readonly #watching: Disposable;
	/** The text last read and what it says: parsing a thousand profiles at every look would be waste. */
	#last: { readonly text: string | undefined; readonly index: ProfileIndex } | undefined;
	/** Revision that was last told of; -1 before the first. */
	#told = -1;

	constructor(document: DocumentStore, lock: Lock) {
		this.document = document;
		this.#lock = lock;
		this.#watching = document.onDidChange(() => void this.#lookAgain());
	}

	/** Calls back after each change, made here or in another window. */
	onDidChange(listener: () => void): Disposable {
		return this.#changed.on(listener);
	}

	async read(): Promise<Outcome<ProfileIndex>> {
		try {
			const text = await this.document.read();
			if (this.#last && this.#last.text === text) {
				return answered(this.#last.index);
			}
			const index = readProfileIndex(text);
			if (typeof index === 'string') {
				return failed(indexFailure(index));
			}
			this.#last = { text, index };
			return answered(index);
		} catch (error) {
			return failed(storageFailure('index read', error));
		}
	}

	async change(edit: IndexEdit): Promise<Outcome<ProfileIndex>> {
		return this.locked(async (isHeld) => {
			const before = await this.read();
			if (before.kind !== 'answered') {
				return before;
			}
			const edited = edit(before.value);
			if ('cause' in edited) {
				return failed(edited);
			}
			return edited === before.value ? before : this.write(edited, before.value.revision + 1, isHeld);
		});
	}

	dispose(): void {
		this.#watching.dispose();
	}

	/** Within the lock: writes an index with a revision, and reads it back. */
	async write(edited: ProfileIndex, revision: number, isHeld: () => Promise<boolean>): Promise<Outcome<ProfileIndex>> {
		const index = { ...edited, revision };
		const text = writeProfileIndex(index);
		// Whatever came into it from outside, it has to be there again at the next look.
		if (typeof readProfileIndex(text) === 'string') {
			return failed(storageFailure('index would be unreadable'));
		}
		if (!(await isHeld())) {
			return failed(storageFailure('index lock lost'));
		}
		await this.document.write(text);
		if ((await this.document.read()) !== text) {
			return failed(storageFailure('index differs after writing'));
		}
		this.#last = { text, index };
		this.#tell(revision);
		return answered(index);
	}

	/** Whoever works in here is alone; what the lock itself complains of is a failure. */
	async locked<T>(work: (isHeld: () => Promise<boolean>) => Promise<Outcome<T>>): Promise<Outcome<T>> {
		try {
			return await this.#lock.hold(work);
		} catch (error) {
			return failed(storageFailure('index write', error));
		}
	}

	/** Another window may have written; this one's own changes have been told already. */
	async #lookAgain(): Promise<void> {
		const outcome = await this.read();
		// Unreadable is news too: whoever shows the profiles has to say so.
		this.#tell(outcome.kind === 'answered' ? outcome.value.revision : -1);
	}

	#tell(revision: number): void {
		if (revision !== this.#told || revision === -1) {
			this.#told = revision;
			this.#changed.fire();
		}
	}
}
