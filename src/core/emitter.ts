import type { Disposable } from './ports.ts';

/** The smallest event source: core may not use VS Code's. */
export class Emitter<T> {
	readonly #listeners = new Set<(value: T) => void>();

	on(listener: (value: T) => void): Disposable {
		this.#listeners.add(listener);
		return { dispose: () => this.#listeners.delete(listener) };
	}

	fire(value: T): void {
		for (const listener of [...this.#listeners]) {
			listener(value);
		}
	}
}
