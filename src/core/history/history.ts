import type { DraftFields } from '../panel/draftFields.ts';
import type { Turn } from '../panel/turn.ts';
import type { Clock, DocumentStore, Lock, Random } from '../ports.ts';
import { entryOfTurn } from './entryOfTurn.ts';
import type { HistoryEntry } from './historyEntry.ts';
import { readLine, writeLine } from './historyLine.ts';

export type HistoryPorts = {
	readonly document: Pick<DocumentStore, 'read' | 'write'>;
	readonly lock: Lock;
	readonly clock: Pick<Clock, 'now'>;
	readonly random: Pick<Random, 'uuid'>;
	/** How many requests are kept; 0 keeps none. */
	readonly limit: () => number;
	/** Told the first time that a request could not be kept. */
	readonly onFault: () => void;
};

/** Longest text of all, in UTF-16 units: it is read and written as a whole. */
const longestHistory = 4 * 1024 * 1024;

/**
 * The requests of one workspace and their answers, a line of JSON each, oldest first. A line that does not parse is passed over
 * and grows old like any other, so that neither damage nor a newer version keeps anything from being added.
 */
export class History {
	readonly #ports: HistoryPorts;
	#hasTold = false;

	constructor(ports: HistoryPorts) {
		this.#ports = ports;
	}

	/** Keeps a turn that has ended. Never rejects: what cannot be written is told of once, and sending goes on. */
	async add(turn: Turn, fields: DraftFields, secrets: readonly string[] = []): Promise<void> {
		const limit = this.#ports.limit();
		if (limit <= 0) {
			return;
		}
		try {
			const entry = entryOfTurn(turn, fields, {
				id: this.#ports.random.uuid(),
				at: this.#ports.clock.now(),
				secrets,
			});
			if (entry) {
				await this.#change((lines) => newest([...lines, writeLine(entry)], limit));
			}
		} catch {
			if (!this.#hasTold) {
				this.#hasTold = true;
				this.#ports.onFault();
			}
		}
	}

	/** What is kept, newest first. Rejects where it cannot be read. */
	async list(): Promise<readonly HistoryEntry[]> {
		const seen = new Set<string>();
		return (await this.#lines())
			.map(readLine)
			.reverse()
			.filter((entry): entry is HistoryEntry => entry !== undefined && !seen.has(entry.id) && !!seen.add(entry.id));
	}

	/** Rejects where it cannot be written. */
	async remove(id: string): Promise<void> {
		await this.#change((lines) => lines.filter((line) => readLine(line)?.id !== id));
	}

	/** Forgets all of it, also what could not be read. Rejects where it cannot be written. */
	async clear(): Promise<void> {
		await this.#change(() => []);
	}

	/** Under the lock, so that what another window adds meanwhile is not lost. */
	async #change(edit: (lines: readonly string[]) => readonly string[]): Promise<void> {
		await this.#ports.lock.hold(async (isHeld) => {
			const text = edit(await this.#lines())
				.map((line) => `${line}\n`)
				.join('');
			if (!(await isHeld())) {
				throw new Error('The lock was lost.');
			}
			await this.#ports.document.write(text);
		});
	}

	async #lines(): Promise<readonly string[]> {
		const text = (await this.#ports.document.read()) ?? '';
		// Something else may have written it: of a text that was never of this length its end is read.
		return text
			.slice(-2 * longestHistory)
			.split('\n')
			.filter((line) => line.trim() !== '');
	}
}

/** The last lines, as many as there is room for; the very last one has always room. */
function newest(lines: readonly string[], limit: number): readonly string[] {
	const last = lines.slice(-limit);
	let room = longestHistory;
	const from = last.findLastIndex((line) => {
		room -= line.length + 1;
		return room < 0;
	});
	return last.slice(Math.min(from + 1, last.length - 1));
}
