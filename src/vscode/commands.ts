import * as vscode from 'vscode';
import { commands } from '../core/ids.ts';
import type { Disposable } from '../core/ports.ts';
import type { Parts } from './parts.ts';

/** Those that the composition root carries out itself. */
const others: readonly string[] = [
	commands.copyRequestAs,
	commands.openRequestPanel,
	commands.pasteRequest,
	commands.sendSelection,
	commands.sendSelectionWith,
	commands.showLog,
];

/** Registers every command that works on profiles or the history. What they do is loaded with the first of them. */
export const registerProfileCommands = (parts: Parts): readonly Disposable[] =>
	Object.values(commands)
		.filter((id) => !others.includes(id))
		.map((id) =>
			vscode.commands.registerCommand(id, async (...given: unknown[]) => {
				const { runCommand } = await import('./commandActions.ts');
				return runCommand(parts, id, given);
			}),
		);
