import { Emitter } from '../../emitter.ts';
import type { Disposable } from '../../ports.ts';
import type { AuditLog, AuditPage, AuditPosition, AuditRecord } from '../auditLog.ts';
import type { AuditEvent } from '../event.ts';
import { AuditReader } from './auditReader.ts';
import { AuditWriter, type AuditWriterPorts, type WriteTrouble } from './auditWriter.ts';

/** The log as files, one a month, which all windows that share the storage append to. */
export class FileAuditLog implements AuditLog {
	readonly #writer: AuditWriter;
	readonly #reader: AuditReader;
	readonly #appended = new Emitter<void>();
	readonly #heard: readonly Disposable[];

	/** `onDidWrite` calls back when the files may have been written, by whichever window. */
	constructor(ports: AuditWriterPorts & { readonly onDidWrite: (listener: () => void) => Disposable }) {
		this.#writer = new AuditWriter(ports);
		this.#reader = new AuditReader(ports.folder);
		const tell = () => this.#appended.fire();
		this.#heard = [this.#writer.onDidAppend(tell), ports.onDidWrite(tell)];
	}

	record(event: AuditEvent): void {
		this.#writer.record(event);
	}

	read(from: number, to: number): AsyncIterable<AuditRecord> {
		return this.#reader.read(from, to);
	}

	readOn(after: AuditPosition | undefined, limit: number): Promise<AuditPage> {
		return this.#reader.readOn(after, limit);
	}

	end(): Promise<AuditPosition> {
		return this.#reader.end();
	}

	onDidAppend(listener: () => void): Disposable {
		return this.#appended.on(listener);
	}

	/** Tells when writing fails, once, and when it goes on. */
	onTrouble(listener: (trouble: WriteTrouble) => void): Disposable {
		return this.#writer.onTrouble(listener);
	}

	flush(): Promise<void> {
		return this.#writer.flush();
	}

	dispose(): void {
		this.#writer.dispose();
		for (const heard of this.#heard) {
			heard.dispose();
		}
	}
}
