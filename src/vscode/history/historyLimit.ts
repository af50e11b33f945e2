import * as vscode from 'vscode';
import { settings } from '../../core/ids.ts';

/** How many requests the history keeps; 0 keeps none. A value that is no number counts as the default. */
export function historyLimit(): number {
	const entries = vscode.workspace.getConfiguration().get<unknown>(settings.historyEntries);
	return typeof entries === 'number' && !Number.isNaN(entries) ? Math.min(Math.max(0, Math.floor(entries)), 1000) : 200;
}
