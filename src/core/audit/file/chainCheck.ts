import type { Sha256 } from './auditFolder.ts';
import { type AuditLine, beforeFirst, type ChainLink, isSealed, isUnfinished, readLine } from './auditLine.ts';
import type { ChainHead } from './chainHead.ts';

/** A line of a file, counted from 1. */
export type Place = { readonly file: string; readonly line: number };

/** What is wrong with the log, and where. */
export type ChainFault =
	/** A line is not what was written, or was never written by Latchkey. */
	| { readonly kind: 'changed'; readonly at: Place }
	/** Records of a writer are gone, `at`: before which line that shows; absent where they were its last. */
	| {
			readonly kind: 'missing';
			readonly writer: string;
			readonly from: number;
			readonly to: number;
			readonly at?: Place;
	  }
	/** A record does not stand where it was written. */
	| { readonly kind: 'moved'; readonly writer: string; readonly sequence: number; readonly at: Place }
	/** A record stands there a second time. */
	| { readonly kind: 'repeated'; readonly writer: string; readonly sequence: number; readonly at: Place }
	/** There is no head of a writer whose records begin there. */
	| { readonly kind: 'no-head'; readonly writer: string; readonly at: Place }
	/** The head of a writer names another record than the one that stands there. */
	| { readonly kind: 'other-head'; readonly writer: string; readonly at: Place }
	/** A file beside the log that holds a head, or where chains begin, cannot be read. */
	| { readonly kind: 'unreadable'; readonly file: string };

export type ChainReport = {
	readonly records: number;
	readonly writers: number;
	/** In milliseconds since the epoch. */
	readonly first?: number;
	readonly last?: number;
	/** At most `mostFaults`, in the order of places where they have one. */
	readonly faults: readonly ChainFault[];
	/** How many there are in all. */
	readonly faultCount: number;
	/** Lines of which a window that was killed, or a full disk, wrote only the beginning. Nothing that was acknowledged is in them. */
	readonly unfinished: readonly Place[];
};

export const mostFaults = 1000;

/** A line that is no record; `nth`: among all lines. */
type BadLine = { readonly at: Place; readonly nth: number; readonly isUnfinished: boolean };

/** Records of a writer that were not there when the next came. */
type Gap = {
	readonly writer: string;
	readonly from: number;
	readonly to: number;
	/** Those that came later all the same. */
	late: number;
	/** Between which lines they should be. */
	readonly after: number;
	readonly before: number;
	readonly at?: Place;
};

type Chain = {
	sequence: number;
	hash: string;
	/** Its last line in order, among all lines. */
	nth: number;
	readonly first: Place;
	/** A record that came too early. The next one tells whether those between are gone, or it is not in its place. */
	ahead: Link | undefined;
	readonly gaps: Gap[];
	/** Records that are not in their places. */
	readonly strays: Link[];
};

type Link = ChainLink & { readonly nth: number; readonly at: Place };

export type ChainsBeside = {
	readonly heads: ReadonlyMap<string, ChainHead>;
	/** By the writer: the last record that retention has let go. */
	readonly letGo: ReadonlyMap<string, ChainLink>;
	/** Files that should hold one or the other. */
	readonly unreadable: readonly string[];
};

/**
 * Follows the chains of all writers through the lines of the log, in one pass and with little memory. What somebody changed, cut out, put in or put
 * elsewhere breaks a chain there. Lines of different writers have no order among them but their time.
 */
export class ChainCheck {
	readonly #beside: ChainsBeside;
	readonly #sha256: Sha256;
	readonly #chains = new Map<string, Chain>();
	readonly #bad: BadLine[] = [];
	readonly #faults: ChainFault[] = [];
	#faultCount = 0;
	#records = 0;
	#lines = 0;
	#first: number | undefined;
	#last: number | undefined;
	/** Where an unfinished line was ended: windows that do so at the same time each begin a new one, and leave an empty one. */
	#mayBeEmpty: string | undefined;

	constructor(beside: ChainsBeside, sha256: Sha256) {
		this.#beside = beside;
		this.#sha256 = sha256;
		for (const file of beside.unreadable) {
			this.#fault({ kind: 'unreadable', file });
		}
	}

	/** Takes the next line, without its newline; `hasEnd`: whether there was one. */
	line(bytes: Uint8Array, at: Place, hasEnd = true): void {
		this.#lines++;
		if (bytes.length === 0 && this.#mayBeEmpty === at.file) {
			return;
		}
		const line = hasEnd ? readLine(bytes) : undefined;
		if (line && isSealed(bytes, line.hash, this.#sha256)) {
			this.#follow(line, at);
			return;
		}
		const unfinished = bytes.length > 0 && (!hasEnd || isUnfinished(bytes));
		this.#mayBeEmpty = unfinished ? at.file : this.#mayBeEmpty;
		if (this.#bad.length < mostFaults) {
			this.#bad.push({ at, nth: this.#lines, isUnfinished: unfinished });
		} else {
			this.#faultCount++;
		}
	}

	/** After the last line. */
	end(): ChainReport {
		for (const [writer, chain] of this.#chains) {
			acceptGap(writer, chain);
		}
		for (const [writer, head] of this.#beside.heads) {
			this.#lookAtHead(writer, head);
		}
		const explained = new Set<BadLine>();
		for (const [writer, chain] of this.#chains) {
			if (!this.#beside.heads.has(writer)) {
				this.#fault({ kind: 'no-head', writer, at: chain.first });
			}
			for (const stray of chain.strays) {
				this.#tellOfStray(writer, chain, stray);
			}
			for (const gap of chain.gaps) {
				this.#tellOfGap(gap, explained);
			}
		}
		for (const bad of this.#bad) {
			if (!bad.isUnfinished || explained.has(bad)) {
				this.#fault({ kind: 'changed', at: bad.at });
			}
		}
		return {
			records: this.#records,
			writers: this.#chains.size,
			...(this.#first === undefined ? {} : { first: this.#first }),
			...(this.#last === undefined ? {} : { last: this.#last }),
			faults: this.#faults.sort(byPlace),
			faultCount: this.#faultCount,
			unfinished: this.#bad.filter((bad) => bad.isUnfinished && !explained.has(bad)).map(({ at }) => at),
		};
	}

	#follow({ writer, sequence, previous, hash, time }: AuditLine, at: Place): void {
		this.#records++;
		this.#first = Math.min(this.#first ?? time, time);
		this.#last = Math.max(this.#last ?? time, time);
		if (this.#beside.heads.get(writer)?.sequence === sequence && this.#beside.heads.get(writer)?.hash !== hash) {
			this.#fault({ kind: 'other-head', writer, at });
		}
		const chain = this.#chains.get(writer) ?? this.#begin(writer, { sequence, previous }, at);
		const link = { sequence, hash, nth: this.#lines, at };
		if (sequence <= chain.sequence) {
			chain.strays.push(link);
			return;
		}
		if (chain.ahead?.sequence === sequence - 1 && chain.ahead.hash === previous) {
			acceptGap(writer, chain);
		}
		if (sequence > chain.sequence + 1) {
			chain.strays.push(...(chain.ahead ? [chain.ahead] : []));
			chain.ahead = link;
			return;
		}
		if (previous !== chain.hash) {
			this.#fault({ kind: 'changed', at });
		}
		Object.assign(chain, { sequence, hash, nth: this.#lines });
		if (chain.ahead?.sequence === sequence) {
			chain.strays.push(chain.ahead);
			chain.ahead = undefined;
		}
	}

	/** Retention writes down where chains begin before it deletes: older records than that may still be there. */
	#begin(
		writer: string,
		{ sequence, previous }: { readonly sequence: number; readonly previous: string },
		at: Place,
	): Chain {
		const letGo = this.#beside.letGo.get(writer) ?? beforeFirst;
		const start = sequence <= letGo.sequence ? { sequence: sequence - 1, hash: previous } : letGo;
		const chain: Chain = { ...start, nth: 0, first: at, ahead: undefined, gaps: [], strays: [] };
		this.#chains.set(writer, chain);
		return chain;
	}

	#tellOfStray(writer: string, { gaps }: Chain, { sequence, at }: Link): void {
		const gap = gaps.find(({ from, to }) => sequence >= from && sequence <= to);
		if (gap) {
			gap.late++;
		}
		this.#fault({ kind: gap ? 'moved' : 'repeated', writer, sequence, at });
	}

	#lookAtHead(writer: string, { sequence }: ChainHead): void {
		const chain = this.#chains.get(writer);
		const last = chain?.sequence ?? this.#beside.letGo.get(writer)?.sequence ?? 0;
		if (last < sequence) {
			const gap = { writer, from: last + 1, to: sequence, late: 0, after: chain?.nth ?? 0, before: this.#lines + 1 };
			if (chain) {
				chain.gaps.push(gap);
			} else {
				this.#tellOfGap(gap, new Set());
			}
		}
	}

	/** Lines that cannot be read, where records are missing, are those records. */
	#tellOfGap({ writer, from, to, late, after, before, at }: Gap, explained: Set<BadLine>): void {
		let missing = to - from + 1 - late;
		for (const bad of this.#bad) {
			if (missing > 0 && bad.nth > after && bad.nth < before && !explained.has(bad)) {
				explained.add(bad);
				missing--;
			}
		}
		if (missing > 0) {
			this.#fault({ kind: 'missing', writer, from, to, ...(at ? { at } : {}) });
		}
	}

	#fault(fault: ChainFault): void {
		this.#faultCount++;
		if (this.#faults.length < mostFaults) {
			this.#faults.push(fault);
		}
	}
}

/** Goes on behind the record that came too early: those between are not where they should be. */
function acceptGap(writer: string, chain: Chain): void {
	const { ahead } = chain;
	if (ahead) {
		// Where those between have come after it, it is the one that is not in its place.
		const isStray = ahead.sequence === chain.sequence + 1;
		const [from, to] = isStray ? [ahead.sequence, ahead.sequence] : [chain.sequence + 1, ahead.sequence - 1];
		chain.gaps.push({ writer, from, to, late: 0, after: chain.nth, before: ahead.nth, at: ahead.at });
		chain.strays.push(...(isStray ? [ahead] : []));
		Object.assign(chain, { sequence: ahead.sequence, hash: ahead.hash, nth: ahead.nth, ahead: undefined });
	}
}

const placeOf = (fault: ChainFault): Place | undefined => ('at' in fault ? fault.at : undefined);

/** Those without a place come last. */
function byPlace(a: ChainFault, b: ChainFault): number {
	const [one, other] = [placeOf(a), placeOf(b)];
	if (!one || !other) {
		return Number(one === undefined) - Number(other === undefined);
	}
	return one.file.localeCompare(other.file) || one.line - other.line;
}
