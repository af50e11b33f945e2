import { parseJson } from '../../parseJson.ts';
import type { AuditPosition } from '../auditLog.ts';
import type { AuditFolder } from './auditFolder.ts';
import { type ChainLink, readLine } from './auditLine.ts';
import { headFile, readHeads } from './chainHead.ts';
import { fileLines } from './fileLines.ts';
import { readPosition } from './logPosition.ts';
import { endOfMonth, type MonthFile, monthFiles, monthOf } from './month.ts';

/** How much of the log stays. Whole months go; the one that is being written never does. */
export type Retention = {
	/** In days after the end of the month; 0: without end. */
	readonly days: number;
	/** Of all months together, in bytes; 0: without end. */
	readonly size: number;
};

const day = 24 * 60 * 60 * 1000;
/** A writer that rested so long goes on with a chain of its own: its head is of no more use when its records are gone. */
const restOfHead = 31 * day;

/** Where the chains begin that retention has cut, as a document beside the log. */
export const letGoFile = 'let-go.json';

/** By the writer; undefined where the document cannot be read. */
export async function readLetGo(folder: AuditFolder): Promise<ReadonlyMap<string, ChainLink> | undefined> {
	const text = await folder.readText(letGoFile);
	if (text === undefined) {
		return new Map();
	}
	const parsed = parseJson(text) as { readonly v?: unknown; readonly writers?: unknown } | undefined;
	const writers = parsed?.v === 1 ? parsed.writers : undefined;
	return typeof writers === 'object' && writers !== null && Object.values(writers).every(isLink)
		? new Map(Object.entries(writers))
		: undefined;
}

/**
 * Deletes the months that are over their time, or the oldest where all are too large together. Where their chains go on is written down before. Of the size,
 * `unread` is spared: places from which somebody has yet to read on. Answers the names of the files that went.
 */
export async function letGo(
	folder: AuditFolder,
	{ days, size }: Retention,
	now: number,
	unread: readonly AuditPosition[] = [],
): Promise<readonly string[]> {
	const files = await monthFiles(folder);
	const old = files.filter(({ month }) => month < monthOf(now));
	const isOver = ({ month }: MonthFile) => days > 0 && endOfMonth(month) + days * day < now;
	const firstUnread = unread.map((position) => [...(readPosition(position)?.keys() ?? [])].at(-1) ?? '').sort()[0];
	let total = files.reduce((sum, file) => sum + file.size, 0);
	const going: MonthFile[] = [];
	for (const file of old) {
		const isTooMuch = size > 0 && total > size && (firstUnread === undefined || file.month < firstUnread);
		if (!isOver(file) && !isTooMuch) {
			break;
		}
		going.push(file);
		total -= file.size;
	}
	if (going.length > 0) {
		await writeDown(folder, going, now);
		for (const { name } of going) {
			await folder.remove(name);
		}
	}
	return going.map(({ name }) => name);
}

async function writeDown(folder: AuditFolder, going: readonly MonthFile[], now: number): Promise<void> {
	// What cannot be read is told by the verification, and not made good here.
	const links = new Map((await readLetGo(folder)) ?? []);
	for (const { name, size } of going) {
		for await (const { lines } of fileLines(folder, name, { to: size })) {
			for (const line of lines.map(readLine)) {
				if (line && line.sequence > (links.get(line.writer)?.sequence ?? 0)) {
					links.set(line.writer, { sequence: line.sequence, hash: line.hash });
				}
			}
		}
	}
	const { heads } = await readHeads(folder);
	for (const [writer, { sequence, time }] of heads) {
		if (now - time > restOfHead && links.get(writer)?.sequence === sequence) {
			await folder.remove(headFile(writer));
			links.delete(writer);
		}
	}
	await folder.replace(letGoFile, JSON.stringify({ v: 1, writers: Object.fromEntries(links) }));
}

const isLink = (value: unknown): value is ChainLink =>
	typeof value === 'object' &&
	value !== null &&
	'sequence' in value &&
	Number.isSafeInteger(value.sequence) &&
	'hash' in value &&
	typeof value.hash === 'string';
