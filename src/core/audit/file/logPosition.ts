import type { AuditPosition } from '../auditLog.ts';

/**
 * How far the file of each month was read, in bytes. Months before the first of them are done with. A month stays until the next but one:
 * another window may still be writing to it when the new one has begun.
 */
export type ReadSoFar = ReadonlyMap<string, number>;

/** As `2026-11:5120 2026-12:0`. */
export const positionOf = (read: ReadSoFar): AuditPosition =>
	[...read].map(([month, offset]) => `${month}:${offset}`).join(' ');

/** Undefined where it is no position. */
export function readPosition(position: AuditPosition): ReadSoFar | undefined {
	const parts = position === '' ? [] : position.split(' ');
	const read = parts.map((part) => /^(\d{4}-\d{2}):(\d{1,15})$/.exec(part));
	return read.every((match) => match !== null)
		? new Map(read.map(([, month = '', offset]) => [month, Number(offset)]))
		: undefined;
}
