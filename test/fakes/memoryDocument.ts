import { setImmediate } from 'node:timers/promises';
import type { DocumentStore } from '../../src/core/ports.ts';

/** A document in memory that takes its time, as a disk does, so that writes which do not wait for each other are seen. */
export class MemoryDocument implements DocumentStore {
	text: string | undefined;
	failing: 'nothing' | 'read' | 'write' = 'nothing';

	constructor(text?: string) {
		this.text = text;
	}

	async read(): Promise<string | undefined> {
		await setImmediate();
		if (this.failing === 'read') {
			throw new Error('The disk is gone.');
		}
		return this.text;
	}

	async write(text: string): Promise<void> {
		await setImmediate();
		if (this.failing === 'write') {
			throw new Error('The disk is full.');
		}
		this.text = text;
	}
}
