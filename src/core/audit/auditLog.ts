import type { AuditTrail, Disposable } from '../ports.ts';
import type { AuditEvent } from './event.ts';

/** An event as it stands in the log. `writer` and `sequence` together name it wherever it goes. */
export type AuditRecord = {
	/** When it happened, in milliseconds since the epoch. */
	readonly time: number;
	/** The window that wrote it, as an id of its own: each has a chain of its own. */
	readonly writer: string;
	/** Its place in that chain, from 1. */
	readonly sequence: number;
	readonly event: AuditEvent;
};

/**
 * A place in the log, as text that may be kept: what stands before it has been read. It stays good while other windows append, when a
 * new month begins, and when old months are let go.
 */
export type AuditPosition = string;

/** The log of all windows that share the storage. */
export type AuditLog = AuditTrail & {
	/** The records of a time, `from` and on to before `to` (milliseconds since the epoch), in the order of time. */
	read(from: number, to: number): AsyncIterable<AuditRecord>;
	/** The next records after a place, or from the beginning, in the order in which they were appended; at most `limit`. */
	readOn(after: AuditPosition | undefined, limit: number): Promise<AuditPage>;
	/** Where the log ends now: reading on from there gives what is to come. */
	end(): Promise<AuditPosition>;
	/** Calls back when records were appended, by this window or another; at times without need. */
	onDidAppend(listener: () => void): Disposable;
	/** Resolves when everything recorded so far in this window is on disk, or cannot be. */
	flush(): Promise<void>;
};

export type AuditPage = { readonly records: readonly AuditRecord[]; readonly position: AuditPosition };
