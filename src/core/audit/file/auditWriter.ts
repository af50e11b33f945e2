import { Emitter } from '../../emitter.ts';
import type { Clock, Disposable, Random } from '../../ports.ts';
import type { AuditEvent } from '../event.ts';
import { withoutSecretsInside } from '../eventWithoutSecrets.ts';
import type { AuditFiles } from './auditFolder.ts';
import { beforeFirst, type ChainLink, readLine, sealLine } from './auditLine.ts';
import { writeHead } from './chainHead.ts';
import { fileLines } from './fileLines.ts';
import { fileOfMonth, monthOf } from './month.ts';

export type AuditWriterPorts = AuditFiles & { readonly clock: Clock; readonly random: Random };

/** How writing went wrong, or went on. `waiting`: events in memory that are written as soon as that is possible again. */
export type WriteTrouble =
	| { readonly kind: 'failed'; readonly error: unknown; readonly waiting: number }
	| { readonly kind: 'over'; readonly lost: number };

/** Lines of one month that go to the disk together, and the end of the chain with them. */
type Group = { readonly month: string; readonly lines: readonly Line[]; readonly last: Link };
type Line = { readonly text: string; readonly hash: string; readonly sequence: number };
type Link = ChainLink & { readonly time: number };
type Waiting = { readonly time: number; readonly event: AuditEvent };

/** The most events written, and brought to the disk, at once. */
const mostTogether = 512;
/** The most that wait in memory while nothing can be written. */
const mostWaiting = 10_000;
/** A chain that rested for so long, in milliseconds, is not gone on with: retention may have let go of it. */
const longestRest = 30 * 24 * 60 * 60 * 1000;
/** Between tries while nothing can be written, in milliseconds. */
const [firstWait, longestWait] = [1000, 60_000];

const encoder = new TextEncoder();

/**
 * Writes the events of one window as a chain of its own. Whatever comes while the disk is busy goes there together, with one fsync; then the head
 * beside the log is replaced, and then the events count as acknowledged.
 */
export class AuditWriter {
	readonly #ports: AuditWriterPorts;
	readonly #appended = new Emitter<void>();
	readonly #trouble = new Emitter<WriteTrouble>();
	#writer: string;
	/** The end of the chain, with what waits to be appended. */
	#end: Link | undefined;
	#waiting: Waiting[] = [];
	/** What is being appended. Its lines stay the same until they are there. */
	#group: Group | undefined;
	/** Appended, but not acknowledged before the head says so. */
	#unanchored: Link | undefined;
	/** Up to here the file of that month holds nothing that was not looked at. */
	#seen: { readonly month: string; readonly size: number } | undefined;
	#running: Promise<void> | undefined;
	#retry: { readonly wait: number; readonly timer: Disposable } | undefined;
	#lost = 0;

	constructor(ports: AuditWriterPorts) {
		this.#ports = ports;
		this.#writer = ports.random.uuid();
	}

	record(event: AuditEvent): void {
		if (this.#waiting.length >= mostWaiting) {
			this.#lost++;
			return;
		}
		this.#waiting.push({ time: this.#ports.clock.now(), event: withoutSecretsInside(event) });
		if (!this.#retry) {
			this.#start();
		}
	}

	/** Resolves when everything recorded so far is acknowledged, or a try to write it has failed. */
	async flush(): Promise<void> {
		await (this.#running ?? (this.#isDone ? undefined : this.#start()));
	}

	onDidAppend(listener: () => void): Disposable {
		return this.#appended.on(listener);
	}

	onTrouble(listener: (trouble: WriteTrouble) => void): Disposable {
		return this.#trouble.on(listener);
	}

	/** Tries no more. What is being written gets there. */
	dispose(): void {
		this.#retry?.timer.dispose();
	}

	get #isDone(): boolean {
		return this.#waiting.length === 0 && !this.#group && !this.#unanchored;
	}

	#start(): Promise<void> {
		this.#running ??= this.#run().finally(() => {
			this.#running = undefined;
		});
		return this.#running;
	}

	/** Never rejects. */
	async #run(): Promise<void> {
		// Whatever is recorded in the same breath goes along.
		await undefined;
		const wasBroken = this.#retry;
		this.#retry?.timer.dispose();
		try {
			if (this.#group) {
				await this.#dropWhatLanded(this.#group);
			}
			while (!this.#isDone) {
				await this.#writeOn();
			}
			this.#retry = undefined;
			if (wasBroken || this.#lost > 0) {
				await this.#tellOver();
			}
		} catch (error) {
			this.#tryLater(wasBroken?.wait);
			if (!wasBroken) {
				this.#trouble.fire({ kind: 'failed', error, waiting: this.#waiting.length + (this.#group?.lines.length ?? 0) });
			}
		}
	}

	async #writeOn(): Promise<void> {
		if (!this.#unanchored) {
			this.#group ??= await this.#nextGroup();
			await this.#append(this.#group);
		}
		if (this.#unanchored) {
			await writeHead(this.#ports.folder, this.#writer, this.#unanchored);
			this.#unanchored = undefined;
			this.#appended.fire();
		}
	}

	async #append({ month, lines, last }: Group): Promise<void> {
		if (lines.length > 0) {
			const bytes = encoder.encode(lines.map(({ text }) => `${text}\n`).join(''));
			this.#seen = { month, size: await this.#ports.folder.append(fileOfMonth(month), bytes) };
		}
		this.#group = undefined;
		this.#unanchored = last;
	}

	/** Takes what waits, as far as it is of one month, and seals it. */
	async #nextGroup(): Promise<Group> {
		const first = this.#waiting[0];
		if (!this.#end || (first && first.time - this.#end.time > longestRest)) {
			await this.#beginChain(first?.time ?? this.#ports.clock.now());
		}
		let end = this.#end ?? { ...beforeFirst, time: 0 };
		const month = monthOf(Math.max(first?.time ?? 0, end.time));
		const lines: Line[] = [];
		for (const { time: at, event } of this.#waiting.slice(0, mostTogether)) {
			// A clock that is set back does not lead the chain back into the month before.
			const time = Math.max(at, end.time);
			if (monthOf(time) !== month) {
				break;
			}
			const sequence = end.sequence + 1;
			const { text, hash } = sealLine({ time, writer: this.#writer, sequence, event }, end.hash, this.#ports.sha256);
			lines.push({ text, hash, sequence });
			end = { sequence, hash, time };
		}
		this.#waiting.splice(0, lines.length);
		this.#end = end;
		return { month, lines, last: end };
	}

	/** Its head is there before its first line: lines without a head are of somebody else. */
	async #beginChain(time: number): Promise<void> {
		const writer = this.#end ? this.#ports.random.uuid() : this.#writer;
		const begin = { ...beforeFirst, time };
		await writeHead(this.#ports.folder, writer, begin);
		this.#writer = writer;
		this.#end = begin;
	}

	/** A write that failed may have got somewhere: a line that is there already is not written again. */
	async #dropWhatLanded(group: Group): Promise<void> {
		const { folder } = this.#ports;
		const name = fileOfMonth(group.month);
		const size = (await folder.list()).find((file) => file.name === name)?.size ?? 0;
		const from = this.#seen?.month === group.month && this.#seen.size <= size ? this.#seen.size : 0;
		const landed = new Set<string>();
		for await (const { lines, end } of fileLines(folder, name, { from, to: size })) {
			for (const line of end === undefined ? [] : lines) {
				const hash = readLine(line)?.hash;
				if (hash !== undefined) {
					landed.add(hash);
				}
			}
		}
		this.#group = { ...group, lines: group.lines.filter(({ hash }) => !landed.has(hash)) };
	}

	#tryLater(lastWait: number | undefined): void {
		const wait = lastWait === undefined ? firstWait : Math.min(lastWait * 2, longestWait);
		this.#retry = { wait, timer: this.#ports.clock.after(wait, () => void this.#start()) };
	}

	async #tellOver(): Promise<void> {
		const lost = this.#lost;
		this.#lost = 0;
		if (lost > 0) {
			this.record({ type: 'events-lost', count: lost });
		}
		this.#trouble.fire({ kind: 'over', lost });
		while (!this.#isDone) {
			await this.#writeOn();
		}
	}
}
