import * as vscode from 'vscode';
import { settings } from '../../core/ids.ts';

const minute = 60_000;

/** How long a fetched secret stays in memory, in milliseconds. */
export function lifeInMemory(): number {
	const minutes: unknown = vscode.workspace.getConfiguration().get(settings.minutesInMemory);
	return (typeof minutes === 'number' && minutes >= 0 && minutes <= 1440 ? minutes : 5) * minute;
}
