import type { Note } from './note.ts';

/** A request as it would be sent, before anybody has looked into its body. */
export type WireRequest = {
	/** As written: it may have placeholders and need not parse. */
	readonly url: string;
	/** Absent where there is none, or where it lies in a file. */
	readonly body?: string;
	/** What stood where credentials stand. */
	readonly secrets: readonly string[];
	readonly notes: readonly Note[];
};
