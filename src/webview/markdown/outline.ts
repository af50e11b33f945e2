// The page's own heading is `h1`.
const names = ['h2', 'h3', 'h4', 'h5', 'h6'] as const;

/**
 * The headings that what follows lies under. Answers begin at any depth and leave some out; in the page each heading is at
 * most one level below the one before, as those who move by headings expect.
 */
export class Outline {
	readonly #depths: number[];

	constructor(depths: readonly number[] = []) {
		this.#depths = [...depths];
	}

	/** What a further heading of a depth is in the page. */
	next(depth: number): 'h2' | 'h3' | 'h4' | 'h5' | 'h6' {
		while ((this.#depths.at(-1) ?? 0) >= depth) {
			this.#depths.pop();
		}
		this.#depths.push(depth);
		return names[this.#depths.length - 1] ?? 'h6';
	}

	copy(): Outline {
		return new Outline(this.#depths);
	}
}
