import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { HistoryEnd, HistoryEntry } from '../../core/history/historyEntry.ts';
import { endInWords } from '../../core/history/historyWords.ts';
import { firstLine, lineFound } from '../../core/history/searchHistory.ts';
import { agoInWords } from '../../core/profiles/ago.ts';
import { visibleText } from '../../core/visibleText.ts';
import { plainText } from '../plainText.ts';

/** A request in a list, with the line that a search has found. */
export type EntryRow = vscode.QuickPickItem & { readonly entry: HistoryEntry };

export function entryRow(
	entry: HistoryEntry,
	{
		now,
		query,
		buttons,
	}: { readonly now: number; readonly query: string; readonly buttons: vscode.QuickPickItem['buttons'] },
): EntryRow {
	const { at, end } = entry;
	const found = oneLine(lineFound(entry, query));
	return {
		entry,
		label: promptInShort(entry),
		description: factsOf(entry, agoInWords(at, now)),
		...(found === '' ? {} : { detail: found }),
		iconPath: new vscode.ThemeIcon(icons[end.kind]),
		...(buttons ? { buttons } : {}),
		// What fits was found in the whole text, of which VS Code knows a line.
		alwaysShow: true,
	};
}

/** What is known about a request beside its texts, and what `more` there is, in one line. */
export const factsOf = (
	{ model, profileName, end }: HistoryEntry,
	moment: string,
	...more: readonly string[]
): string =>
	[model, profileName, moment, endInWords(end), ...more]
		.map(oneLine)
		.filter((fact) => fact !== '')
		.join(' · ');

/** The first line of the prompt. */
export const promptInShort = ({ fields }: HistoryEntry): string =>
	oneLine(firstLine(fields.prompt)) || l10n.t('(no prompt)');

const icons: Readonly<Record<HistoryEnd['kind'], string>> = {
	answered: 'pass',
	failed: 'error',
	cancelled: 'circle-slash',
	interrupted: 'debug-disconnect',
};

/** Models and people write what they want: every character of it is seen, and none is an icon or a link. */
const oneLine = (text: string): string => plainText(visibleText(text.slice(0, 400).replace(/\s+/g, ' ').trim()));
