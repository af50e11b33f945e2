/** A text in which `{{name}}` was replaced where its value is known, and the names that are not. */
export type Filled = { readonly text: string; readonly unknown: readonly string[] };

const reference = /\{\{([^{}]{1,200})\}\}/g;

/**
 * The variables of a collection or a file of requests, in the order they are defined: one may use those before it. What is put
 * in for all of them is limited, since each can double the one before.
 */
export class Variables {
	readonly #values = new Map<string, string>();
	/** In UTF-16 units. */
	#left: number;

	constructor(textLength: number) {
		this.#left = 4 * textLength + 1_000;
	}

	define(name: string, value: string): void {
		this.#values.set(name, this.fill(value).text);
	}

	fill(text: string): Filled {
		const unknown: string[] = [];
		const filled = text.replace(reference, (whole, name: string) => {
			const value = this.#values.get(name.trim());
			if (value === undefined || value.length > this.#left) {
				unknown.push(whole);
				return whole;
			}
			this.#left -= value.length;
			return value;
		});
		return { text: filled, unknown };
	}
}
