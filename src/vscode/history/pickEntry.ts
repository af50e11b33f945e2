import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { together } from '../../core/disposable.ts';
import type { HistoryEntry } from '../../core/history/historyEntry.ts';
import { HistorySearch } from '../../core/history/searchHistory.ts';
import { type ActionButton, actionButtons, type EntryAction } from './entryActions.ts';
import { type EntryRow, entryRow } from './entryRow.ts';

export type EntryQuestion = {
	readonly title: string;
	readonly entries: readonly HistoryEntry[];
	/** Milliseconds since the epoch. */
	readonly now: number;
	/** What stands in the filter at first. */
	readonly query?: string;
	readonly hasButtons?: boolean;
	readonly canGoBack?: boolean;
	readonly step?: number;
};

/** What a person chose, and by which words they had found it; `action` where they pressed a button. */
export type PickedEntry = { readonly entry: HistoryEntry; readonly action?: EntryAction; readonly query: string };

/** Asks for one of the kept requests, which are found by any word of prompt and answer. */
export function pickEntry(question: EntryQuestion): Promise<PickedEntry | 'back' | 'left'> {
	const { title, entries, now, query = '', hasButtons, canGoBack, step } = question;
	const search = new HistorySearch(entries);
	const buttons = hasButtons ? actionButtons() : [];
	const pick = vscode.window.createQuickPick<EntryRow>();
	const showFound = () => {
		pick.items = search.find(pick.value).map((entry) => entryRow(entry, { now, query: pick.value, buttons }));
	};
	pick.title = title;
	pick.placeholder = l10n.t('Search prompts and answers');
	pick.value = query;
	pick.buttons = canGoBack ? [vscode.QuickInputButtons.Back] : [];
	pick.step = step;
	pick.totalSteps = step && 2;
	showFound();
	return new Promise((resolve) => {
		const end = (picked: PickedEntry | 'back' | 'left') => {
			listening.dispose();
			pick.dispose();
			resolve(picked);
		};
		const listening = together([
			pick.onDidChangeValue(showFound),
			pick.onDidHide(() => end('left')),
			pick.onDidTriggerButton(() => end('back')),
			pick.onDidTriggerItemButton(({ item, button }) =>
				end({ entry: item.entry, action: (button as ActionButton).action, query: pick.value }),
			),
			pick.onDidAccept(() => {
				const [row] = pick.selectedItems;
				if (row) {
					end({ entry: row.entry, query: pick.value });
				}
			}),
		]);
		pick.show();
	});
}
