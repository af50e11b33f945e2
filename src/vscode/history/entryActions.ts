import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { HistoryEntry } from '../../core/history/historyEntry.ts';
import { type Asked, askChoice } from '../quickInput/ask.ts';
import { factsOf, promptInShort } from './entryRow.ts';

export type EntryAction = 'fill' | 'open' | 'compare' | 'delete';

/** A button of a row: each action is had by mouse and, behind Enter, by keyboard. */
export type ActionButton = vscode.QuickInputButton & { readonly action: EntryAction };

// Functions, because translations are there only once the extension has been activated.
const actions: Readonly<Record<EntryAction, { readonly icon: string; readonly label: () => string }>> = {
	fill: { icon: 'redo', label: () => l10n.t('Send Again…') },
	open: { icon: 'go-to-file', label: () => l10n.t('Open Answer') },
	compare: { icon: 'diff', label: () => l10n.t('Compare with Another Answer…') },
	delete: { icon: 'trash', label: () => l10n.t('Delete') },
};
const all = Object.keys(actions) as readonly EntryAction[];

export const actionButtons = (): readonly ActionButton[] =>
	all.map((action) => ({
		action,
		iconPath: new vscode.ThemeIcon(actions[action].icon),
		tooltip: actions[action].label(),
	}));

/** Asks what to do with a request, of which `moment` says when it was answered. */
export const askAction = (entry: HistoryEntry, moment: string): Promise<Asked<EntryAction>> =>
	askChoice({
		title: promptInShort(entry),
		prompt: factsOf(entry, moment, entry.usage, entry.latency),
		canGoBack: true,
		choices: all.map((action) => ({
			value: action,
			label: actions[action].label(),
			iconPath: new vscode.ThemeIcon(actions[action].icon),
			...(action === 'fill' ? { description: l10n.t('Fills a request panel; you look at it and send it.') } : {}),
		})),
	});
