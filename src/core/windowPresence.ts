import { Emitter } from './emitter.ts';
import type { Disposable, DocumentStore } from './ports.ts';

type Word = { readonly from: string; readonly word: 'hello' | 'here' | 'bye' };

/**
 * Whether another window of the same storage is alive, found out by calling and answering through one watched document:
 * a window says hello, those that live say here, and one that closes says bye, whereupon the others call again.
 */
export class WindowPresence {
	readonly #document: DocumentStore;
	readonly #id: string;
	readonly #changed = new Emitter<boolean>();
	readonly #watching: Disposable;
	#hasOthers = false;
	#isOver = false;

	constructor(document: DocumentStore, id: string) {
		this.#document = document;
		this.#id = id;
		this.#watching = document.onDidChange(() => void this.#listen());
		void this.#say('hello');
	}

	/** Calls back when a second window appears, and when none is left. */
	onDidChange(listener: (hasOthers: boolean) => void): Disposable {
		return this.#changed.on(listener);
	}

	dispose(): void {
		this.#isOver = true;
		this.#watching.dispose();
		void this.#say('bye');
	}

	async #listen(): Promise<void> {
		const heard = readWord(await this.#document.read().catch(() => undefined));
		// What was heard while this window closed is answered by others: its last word is bye.
		if (!heard || heard.from === this.#id || this.#isOver) {
			return;
		}
		this.#set(heard.word !== 'bye');
		if (heard.word !== 'here') {
			await this.#say(heard.word === 'hello' ? 'here' : 'hello');
		}
	}

	#set(hasOthers: boolean): void {
		if (hasOthers !== this.#hasOthers) {
			this.#hasOthers = hasOthers;
			this.#changed.fire(hasOthers);
		}
	}

	/** What cannot be written is no reason to fail: the warning is missing then, and nothing else. */
	async #say(word: Word['word']): Promise<void> {
		await this.#document.write(JSON.stringify({ from: this.#id, word } satisfies Word)).catch(() => undefined);
	}
}

function readWord(text: string | undefined): Word | undefined {
	try {
		const { from, word } = JSON.parse(text ?? '') as Record<string, unknown>;
		const known = (['hello', 'here', 'bye'] as const).find((each) => each === word);
		return typeof from === 'string' && known ? { from, word: known } : undefined;
	} catch {
		return undefined;
	}
}
