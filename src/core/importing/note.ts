import * as l10n from '@vscode/l10n';
import { redact } from '../secrets/redact.ts';
import { visibleText } from '../visibleText.ts';

/** Something that is not carried over: what it is called in the pasted text, and the sentence around that name. */
export type Note = { readonly name: string; readonly say: (name: string) => string };

/** As many sentences as a person reads. */
const mostSentences = 24;
/** In UTF-16 units. Names come from the pasted text and may be all of it. */
const longestName = 60;

/** What the panel has no field for. */
export const noFieldFor = (name: string): Note => ({
	name,
	say: (shown) => l10n.t('{0} is left out: the panel has no field for it.', shown),
});

/** What stands in the text for values that only the machine knows on which the request was written. */
export const notKnownHere = (names: readonly string[]): readonly Note[] =>
	[...new Set(names)].slice(0, 4 * mostSentences).map((name) => ({
		name,
		say: (shown) => l10n.t('{0} stands in the request as it is: its value is not known here.', shown),
	}));

/** A file is named in a pasted request, and not read: nobody asked for that. */
export const bodyInFile = (name: string): Note => ({
	name,
	say: (shown) => l10n.t('The body lies in the file {0}, which was not read: paste what is in it.', shown),
});

/** Requests behind the first, which the panel has no place for. */
export const otherRequests = (count: number): readonly Note[] =>
	count === 0 ? [] : [{ name: '', say: () => l10n.t('Other requests in the text that are left out: {0}.', count) }];

/** The notes as sentences, each once, none with one of `secrets` or what looks like a secret. */
export function sentencesOf(notes: readonly Note[], secrets: readonly string[]): readonly string[] {
	const byName = new Map(notes.map((note) => [`${note.say('')}\n${note.name}`, note]));
	const all = [...byName.values()];
	const sentences = all.slice(0, mostSentences).map(({ name, say }) => say(shownName(name, secrets)));
	return all.length > mostSentences
		? [...sentences, l10n.t('{0} more parts of the request are left out.', all.length - mostSentences)]
		: sentences;
}

/** Redacted while it is whole: half of a secret is no longer found. */
function shownName(name: string, secrets: readonly string[]): string {
	const shown = redact(name, secrets);
	return visibleText(shown.length > longestName ? `${shown.slice(0, longestName - 1)}…` : shown);
}
