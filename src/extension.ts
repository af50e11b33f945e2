import { join } from 'node:path';
import type * as vscode from 'vscode';
import { compose } from './compose.ts';
import { once } from './core/once.ts';
import type { Lock } from './core/ports.ts';

/** Entry in the extension host of Node: desktop, remote, containers. */
export const activate = (context: vscode.ExtensionContext): void =>
	compose(context, { lockFor: fileLock, environment: process.env });

/** Loaded with the first change: reading needs no lock. */
function fileLock(storage: vscode.Uri): Lock {
	const lock = once(async () => {
		const { FileLock } = await import('./node/fileLock.ts');
		return new FileLock(join(storage.fsPath, 'profiles.lock'));
	});
	return { hold: async (work) => (await lock()).hold(work) };
}
