import * as vscode from 'vscode';
import { commands } from '../core/ids.ts';
import type { Disposable } from '../core/ports.ts';
import type { Parts } from './parts.ts';

/** Registers every command but the one that shows the log. What they do is loaded with the first of them. */
export const registerCommands = (parts: Parts): readonly Disposable[] =>
	Object.values(commands)
		.filter((id) => id !== commands.showLog)
		.map((id) =>
			vscode.commands.registerCommand(id, async (...given: unknown[]) => {
				const { runCommand } = await import('./commandActions.ts');
				return runCommand(parts, id, given);
			}),
		);
