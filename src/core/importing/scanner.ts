/** Goes through a text from its beginning to its end, and looks at no part of it more than a few times. */
export class Scanner {
	readonly text: string;
	at = 0;
	/** Marks that do not come any more. Looking for them from each place anew would take the square of the length. */
	readonly #gone = new Set<string>();

	constructor(text: string) {
		this.text = text;
	}

	get char(): string | undefined {
		return this.text[this.at];
	}

	get isAtEnd(): boolean {
		return this.at >= this.text.length;
	}

	/** Takes what a sticky pattern matches here; empty where it does not. */
	take(pattern: RegExp): string {
		pattern.lastIndex = this.at;
		const [matched = ''] = pattern.exec(this.text) ?? [];
		this.at += matched.length;
		return matched;
	}

	/** Takes everything before the next `mark`, and the mark; undefined, and nothing taken, where there is none. */
	takeThrough(mark: string): string | undefined {
		const end = this.#gone.has(mark) ? -1 : this.text.indexOf(mark, this.at);
		if (end < 0) {
			this.#gone.add(mark);
			return undefined;
		}
		const taken = this.text.slice(this.at, end);
		this.at = end + mark.length;
		return taken;
	}

	/** Takes everything to the end of the line, and the line feed. */
	takeLine(): string {
		const line = this.takeThrough('\n');
		if (line !== undefined) {
			return line;
		}
		const rest = this.text.slice(this.at);
		this.at = this.text.length;
		return rest;
	}

	/** Takes from an opening parenthesis here through the one that closes it; undefined where none does. Quoted ones do not count. */
	takeNested(): string | undefined {
		const start = this.at;
		const marks = /[()'"\\]/g;
		marks.lastIndex = start;
		let depth = 0;
		let quote: string | undefined;
		for (let found = marks.exec(this.text); found; found = marks.exec(this.text)) {
			const [mark] = found;
			if (mark === '\\') {
				marks.lastIndex++;
			} else if (quote !== undefined) {
				quote = mark === quote ? undefined : quote;
			} else if (mark === "'" || mark === '"') {
				quote = mark;
			} else {
				depth += mark === '(' ? 1 : -1;
				if (depth === 0) {
					this.at = marks.lastIndex;
					return this.text.slice(start, this.at);
				}
			}
		}
		return undefined;
	}
}
