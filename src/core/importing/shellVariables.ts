/**
 * The variables a text sets for itself. What is put in for them is limited in all: a script of thirty lines can double a value
 * with each of them.
 */
export class ShellVariables {
	readonly #values = new Map<string, string>();
	readonly assigned: (readonly [name: string, value: string])[] = [];
	/** In UTF-16 units. */
	#left: number;

	constructor(textLength: number) {
		this.#left = 4 * textLength + 1_000;
	}

	set(name: string, value: string): void {
		this.#values.set(name, value);
		this.assigned.push([name, value]);
	}

	/** The value; undefined where the name was not set, or too much was put in already. */
	get(name: string): string | undefined {
		const value = this.#values.get(name);
		if (value === undefined || value.length > this.#left) {
			return undefined;
		}
		this.#left -= value.length;
		return value;
	}
}
