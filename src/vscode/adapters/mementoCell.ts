import type * as vscode from 'vscode';
import type { Cell } from '../../core/ports.ts';

/** One value of a Memento. */
export class MementoCell implements Cell {
	readonly #memento: vscode.Memento;
	readonly #key: string;

	constructor(memento: vscode.Memento, key: string) {
		this.#memento = memento;
		this.#key = key;
	}

	get(): string | undefined {
		const value = this.#memento.get<unknown>(this.#key);
		return typeof value === 'string' ? value : undefined;
	}

	async set(value: string | undefined): Promise<void> {
		await this.#memento.update(this.#key, value);
	}
}
