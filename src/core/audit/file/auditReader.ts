import type { AuditPage, AuditPosition, AuditRecord } from '../auditLog.ts';
import { UnknownPosition } from '../unknownPosition.ts';
import type { AuditFolder } from './auditFolder.ts';
import { type AuditLine, readLine } from './auditLine.ts';
import { fileLines } from './fileLines.ts';
import { positionOf, type ReadSoFar, readPosition } from './logPosition.ts';
import { type MonthFile, monthFiles, monthOf } from './month.ts';

/**
 * By how much, in milliseconds, lines may stand in another order than that of time: windows write in groups, and each by its own turn. What could not be
 * written for longer than that is found by `readOn` alone.
 */
const disorder = 60_000;
/** A search by time looks at so many bytes at once, and reads on from there when it is down to so few. */
const [glance, nearEnough] = [16_384, 131_072];
/** About what a record takes, in bytes. */
const recordSize = 400;

/** Reads what the windows have written. A line that cannot be read is passed over: to tell of it is for the verification. */
export class AuditReader {
	readonly #folder: AuditFolder;

	constructor(folder: AuditFolder) {
		this.#folder = folder;
	}

	/** See AuditLog. */
	async *read(from: number, to: number): AsyncGenerator<AuditRecord> {
		let waiting: AuditRecord[] = [];
		for await (const block of this.#near(from, to)) {
			let latest = 0;
			for (const line of block) {
				latest = Math.max(latest, line.time);
				if (line.time >= from && line.time < to) {
					waiting.push(recordOf(line));
				}
			}
			// What is older than that comes no more.
			waiting.sort(byTime);
			const ready = waiting.findIndex(({ time }) => time > latest - disorder);
			const [now, later] = ready < 0 ? [waiting, []] : [waiting.slice(0, ready), waiting.slice(ready)];
			yield* now;
			waiting = later;
		}
		yield* waiting;
	}

	/** See AuditLog. */
	async readOn(after: AuditPosition | undefined, limit: number): Promise<AuditPage> {
		const files = await monthFiles(this.#folder);
		const soFar = after === undefined ? new Map<string, number>() : await this.#known(after, files);
		const read = new Map(soFar);
		const records: AuditRecord[] = [];
		const begun = [...soFar.keys()][0] ?? '';
		let last = -1;
		for (const [nth, file] of files.entries()) {
			if (file.month < begun) {
				continue;
			}
			if (records.length >= limit) {
				break;
			}
			read.set(file.month, await this.#fill(records, limit, file, read.get(file.month) ?? 0));
			last = nth;
		}
		const kept = files.slice(Math.max(0, last - 1)).map(({ month }) => month);
		return { records, position: positionOf(new Map([...read].filter(([month]) => kept.includes(month)))) };
	}

	/** See AuditLog. */
	async end(): Promise<AuditPosition> {
		const ends = new Map<string, number>();
		for (const { name, size, month } of (await monthFiles(this.#folder)).slice(-2)) {
			ends.set(month, await this.#lineBegin(name, size));
		}
		return positionOf(ends);
	}

	/** Reads records of one file up to the limit, and answers where it stopped. */
	async #fill(records: AuditRecord[], limit: number, { name, size }: MonthFile, from: number): Promise<number> {
		const step = Math.max(glance, Math.min(1 << 20, (limit - records.length) * recordSize));
		let place = from;
		for await (const { lines, end } of fileLines(this.#folder, name, { from, to: size, step })) {
			if (end === undefined) {
				return place;
			}
			for (const bytes of lines) {
				if (records.length >= limit) {
					return place;
				}
				const line = readLine(bytes);
				if (line) {
					records.push(recordOf(line));
				}
				place += bytes.length + 1;
			}
		}
		return place;
	}

	/** What a position says; rejects where the log is not the one it was taken from. */
	async #known(position: AuditPosition, files: readonly MonthFile[]): Promise<ReadSoFar> {
		const soFar = readPosition(position);
		if (!soFar) {
			throw new UnknownPosition(position);
		}
		for (const [month, offset] of soFar) {
			const file = files.find((one) => one.month === month);
			if (file && (offset > file.size || (await this.#lineBegin(file.name, offset)) !== offset)) {
				throw new UnknownPosition(position);
			}
		}
		return soFar;
	}

	/** Where the line begins that has reached `offset`. */
	async #lineBegin(name: string, offset: number): Promise<number> {
		for (let to = offset; to > 0; to = Math.max(0, to - glance)) {
			const bytes = await this.#folder.read(name, Math.max(0, to - glance), to);
			const newline = bytes.lastIndexOf(0x0a);
			if (newline >= 0) {
				return Math.max(0, to - glance) + newline + 1;
			}
		}
		return 0;
	}

	/** The lines of a time and of some more around it, by blocks. */
	async *#near(from: number, to: number): AsyncGenerator<readonly AuditLine[]> {
		const [first, end] = [Math.max(0, from - disorder), to + disorder];
		for (const { name, size, month } of await monthFiles(this.#folder)) {
			if (month < monthAt(first) || month > monthAt(end)) {
				continue;
			}
			const start = await this.#seek(name, size, first);
			for await (const { lines } of fileLines(this.#folder, name, { from: start, to: size })) {
				const read = lines.map(readLine).filter((line) => line !== undefined);
				yield read;
				if (read.length > 0 && read.every(({ time }) => time > end)) {
					break;
				}
			}
		}
	}

	/** Where a line begins before which, give or take the disorder, there is nothing of that time. */
	async #seek(name: string, size: number, time: number): Promise<number> {
		let [low, high] = [0, size];
		while (high - low > nearEnough) {
			const middle = Math.floor((low + high) / 2);
			const seen = await this.#lineAfter(name, middle);
			if (!seen || seen.begin >= high) {
				break;
			}
			if (seen.time < time) {
				low = seen.begin;
			} else {
				high = middle;
			}
		}
		return low;
	}

	/** The first readable line that begins behind a place, within a glance. */
	async #lineAfter(
		name: string,
		place: number,
	): Promise<{ readonly begin: number; readonly time: number } | undefined> {
		const bytes = await this.#folder.read(name, place, place + glance);
		let begin = bytes.indexOf(0x0a) + 1;
		while (begin > 0) {
			const end = bytes.indexOf(0x0a, begin);
			if (end < 0) {
				return undefined;
			}
			const line = readLine(bytes.subarray(begin, end));
			if (line) {
				return { begin: place + begin, time: line.time };
			}
			begin = end + 1;
		}
		return undefined;
	}
}

/** The last representable month for times that are beyond any. */
const monthAt = (time: number): string => monthOf(Math.min(time, Date.UTC(9999, 11)));

const byTime = (a: AuditRecord, b: AuditRecord): number => a.time - b.time;

const recordOf = ({ time, writer, sequence, event }: AuditLine): AuditRecord => ({ time, writer, sequence, event });
