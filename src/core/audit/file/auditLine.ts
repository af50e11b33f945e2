import { parseJson } from '../../parseJson.ts';
import type { AuditRecord } from '../auditLog.ts';
import type { AuditEvent } from '../event.ts';
import type { Sha256 } from './auditFolder.ts';

/**
 * A record as a line holds it: `{"v":1,"time":…,"writer":…,"sequence":…,"previous":…,"event":{…},"hash":…}`. `previous` is the hash of
 * the writer's line before, zeros for its first; `hash` is over the bytes of the line up to the comma before it.
 */
export type AuditLine = AuditRecord & { readonly previous: string; readonly hash: string };

/** A place in a writer's chain: the record of that sequence has that hash. 0 and zeros: before the first. */
export type ChainLink = { readonly sequence: number; readonly hash: string };

export const beforeFirst: ChainLink = { sequence: 0, hash: '0'.repeat(64) };

const version = 1;
const ending = /,"hash":"([0-9a-f]{64})"}$/;
/** Of that ending, in bytes as in characters. */
const endingLength = ',"hash":"'.length + 64 + '"}'.length;

const encoder = new TextEncoder();
// A byte order mark is a change like any other.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The line of a record, without the newline, and its hash. */
export function sealLine(
	{ time, writer, sequence, event }: AuditRecord,
	previous: string,
	sha256: Sha256,
): { readonly text: string; readonly hash: string } {
	const open = JSON.stringify({
		v: version,
		time: new Date(time).toISOString(),
		writer,
		sequence,
		previous,
		event,
	}).slice(0, -1);
	const hash = sha256(encoder.encode(open));
	return { text: `${open},"hash":"${hash}"}`, hash };
}

/** What a line says, whether or not its hash is right; undefined where it is none. */
export function readLine(bytes: Uint8Array): AuditLine | undefined {
	const text = decoder.decode(bytes);
	const hash = ending.exec(text)?.[1];
	if (hash === undefined) {
		return undefined;
	}
	const parsed = parseJson(text);
	return typeof parsed === 'object' && parsed !== null
		? lineOf(parsed as Readonly<Record<string, unknown>>, hash)
		: undefined;
}

/** Whether the bytes are those the hash was made of. */
export const isSealed = (bytes: Uint8Array, hash: string, sha256: Sha256): boolean =>
	sha256(bytes.subarray(0, bytes.length - endingLength)) === hash;

/** Whether it may be a line of which only the beginning was written: an object that has no end. */
export function isUnfinished(bytes: Uint8Array): boolean {
	const text = decoder.decode(bytes);
	const start = `{"v":${version},"time":"`;
	return text.startsWith(start.slice(0, text.length)) && parseJson(text) === undefined;
}

function lineOf(parsed: Readonly<Record<string, unknown>>, hash: string): AuditLine | undefined {
	const { v, time, writer, sequence, previous, event } = parsed;
	const at = typeof time === 'string' ? Date.parse(time) : Number.NaN;
	return v === version &&
		!Number.isNaN(at) &&
		typeof writer === 'string' &&
		typeof sequence === 'number' &&
		Number.isSafeInteger(sequence) &&
		sequence > 0 &&
		typeof previous === 'string' &&
		typeof event === 'object' &&
		event !== null &&
		'type' in event &&
		typeof event.type === 'string'
		? // The types of a later version pass through: whoever reads an event asks for what it knows.
			{ time: at, writer, sequence, event: event as AuditEvent, previous, hash }
		: undefined;
}
