import type { HistoryEntry } from './historyEntry.ts';

/** Finds requests by words in their prompt, answer, model or profile. Made once for a list: folding megabytes takes a moment. */
export class HistorySearch {
	readonly #all: readonly { readonly entry: HistoryEntry; readonly text: string }[];

	constructor(entries: readonly HistoryEntry[]) {
		this.#all = entries.map((entry) => ({
			entry,
			text: folded([entry.fields.prompt, entry.answer, entry.model, entry.profileName].join('\n')),
		}));
	}

	/** Those with every word of the query, whatever its case and accents; all where there is none. */
	find(query: string): readonly HistoryEntry[] {
		const words = wordsIn(query);
		return this.#all.filter(({ text }) => words.every((word) => text.includes(word))).map(({ entry }) => entry);
	}
}

/** The line of the answer, else of the prompt, that has a word of the query; the answer's first where none has. */
export function lineFound({ answer, fields: { prompt } }: HistoryEntry, query: string): string {
	const words = wordsIn(query);
	const lines = linesOf(answer);
	const found = [...lines, ...linesOf(prompt).slice(1)]
		.map((line) => ({ line, at: placeOf(folded(line), words) }))
		.find(({ at }) => at >= 0);
	if (!found) {
		return lines[0] ?? '';
	}
	// Where folding changed the length, this is a little off, which leaves the word in sight.
	return found.at > mostBefore ? `…${found.line.slice(found.at - mostBefore)}` : found.line;
}

/** In UTF-16 units: as much as leaves the word in the first half of a row. */
const mostBefore = 40;

/** The first line with something in it. */
export const firstLine = (text: string): string => linesOf(text)[0] ?? '';

const linesOf = (text: string): readonly string[] =>
	text
		.split(/\r\n?|\n/)
		.map((line) => line.trim())
		.filter((line) => line !== '');

const wordsIn = (query: string): readonly string[] =>
	folded(query.slice(0, 1_000))
		.split(/\s+/)
		.filter((word) => word !== '');

/** Where the first word stands that stands in it at all; -1 where none does. */
const placeOf = (text: string, words: readonly string[]): number =>
	words.map((word) => text.indexOf(word)).find((at) => at >= 0) ?? -1;

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
