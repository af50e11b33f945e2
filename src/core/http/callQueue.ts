/** A call that waits for its turn. */
type Waiter = { readonly start: () => void; readonly onWait: ((ahead: number) => void) | undefined };

type Line = { underWay: number; readonly waiting: Waiter[] };

/**
 * Lets so many calls of one profile be under way in this window; the others wait, in the order in which they came. Profiles
 * do not wait for each other.
 */
export class CallQueue {
	readonly #most: () => number;
	readonly #lines = new Map<string, Line>();

	/** `most`: how many may be under way, as it is by then. */
	constructor(most: () => number) {
		this.#most = most;
	}

	/** Profiles with calls under way or waiting. */
	get size(): number {
		return this.#lines.size;
	}

	/**
	 * Does the work when its turn comes, and gives what came of it; `aborted` where the signal ended the wait. While it waits, `onWait` is
	 * told how many wait before it, at first and whenever that changes.
	 */
	async run<T>(
		profileId: string,
		signal: AbortSignal,
		work: () => Promise<T>,
		onWait?: (ahead: number) => void,
	): Promise<T | 'aborted'> {
		const line = this.#lines.get(profileId) ?? { underWay: 0, waiting: [] };
		this.#lines.set(profileId, line);
		try {
			if (!(await this.#turn(line, signal, onWait))) {
				return 'aborted';
			}
			try {
				return await work();
			} finally {
				line.underWay--;
				this.#next(line);
			}
		} finally {
			if (line.underWay === 0 && line.waiting.length === 0) {
				this.#lines.delete(profileId);
			}
		}
	}

	/** Resolves when the call may begin, which counts it as under way; false where it is not to begin any more. */
	#turn(line: Line, signal: AbortSignal, onWait: Waiter['onWait']): Promise<boolean> {
		if (signal.aborted) {
			return Promise.resolve(false);
		}
		if (line.waiting.length === 0 && line.underWay < this.#limit) {
			line.underWay++;
			return Promise.resolve(true);
		}
		return new Promise((resolve) => {
			const abort = () => {
				line.waiting.splice(line.waiting.indexOf(waiter), 1);
				tell(line);
				resolve(false);
			};
			const waiter: Waiter = {
				onWait,
				start: () => {
					signal.removeEventListener('abort', abort);
					line.underWay++;
					resolve(true);
				},
			};
			signal.addEventListener('abort', abort, { once: true });
			line.waiting.push(waiter);
			onWait?.(line.waiting.length - 1);
		});
	}

	#next(line: Line): void {
		const free = Math.max(0, this.#limit - line.underWay);
		for (const { start } of line.waiting.splice(0, free)) {
			start();
		}
		tell(line);
	}

	/** A setting that makes no sense is not to keep everybody waiting for ever. */
	get #limit(): number {
		const most = this.#most();
		return most >= 1 ? most : 1;
	}
}

/** Tells those who wait how many wait before them. */
function tell({ waiting }: Line): void {
	for (const [ahead, { onWait }] of waiting.entries()) {
		onWait?.(ahead);
	}
}
