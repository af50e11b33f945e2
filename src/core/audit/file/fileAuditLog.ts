import { Emitter } from '../../emitter.ts';
import type { Disposable } from '../../ports.ts';
import type { AuditLog, AuditPage, AuditPosition, AuditRecord } from '../auditLog.ts';
import type { AuditEvent } from '../event.ts';
import { AuditReader } from './auditReader.ts';
import { AuditWriter, type AuditWriterPorts, type WriteTrouble } from './auditWriter.ts';
import type { ChainReport } from './chainCheck.ts';
import type { Retention } from './retention.ts';
import type { VerifyOptions } from './verifyLog.ts';

/** The log as files, one a month, which all windows that share the storage append to. */
export class FileAuditLog implements AuditLog {
	readonly #writer: AuditWriter;
	readonly #reader: AuditReader;
	readonly #appended = new Emitter<void>();
	readonly #heard: readonly Disposable[];
	readonly #ports: AuditWriterPorts;
	readonly #unread = new Set<() => Promise<readonly AuditPosition[]>>();

	/** `onDidWrite` calls back when the files may have been written, by whichever window. */
	constructor(ports: AuditWriterPorts & { readonly onDidWrite: (listener: () => void) => Disposable }) {
		this.#ports = ports;
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

	/** Judges the whole log, see verifyLog. */
	async verify(options: VerifyOptions): Promise<ChainReport | undefined> {
		const { verifyLog } = await import('./verifyLog.ts');
		await this.flush();
		return verifyLog(this.#ports.folder, this.#ports.sha256, options);
	}

	/** Registers a reader that goes on from places it keeps: what it has yet to read is spared where the log is only too large. */
	onWillLetGo(unread: () => Promise<readonly AuditPosition[]>): Disposable {
		this.#unread.add(unread);
		return { dispose: () => this.#unread.delete(unread) };
	}

	/** Lets go of old months, see letGo. One window does so at a time. */
	async letGo(retention: Retention): Promise<readonly string[]> {
		const { letGo } = await import('./retention.ts');
		const unread = await Promise.all([...this.#unread].map((positions) => positions()));
		return letGo(this.#ports.folder, retention, this.#ports.clock.now(), unread.flat());
	}

	dispose(): void {
		this.#writer.dispose();
		for (const heard of this.#heard) {
			heard.dispose();
		}
	}
}
