import { join } from 'node:path';
import type * as vscode from 'vscode';
import { compose } from './compose.ts';
import type { LoopbackReceiver } from './core/oauth/signIns.ts';
import { once } from './core/once.ts';
import type { Lock } from './core/ports.ts';

/** Entry in the extension host of Node: desktop, remote, containers. */
export const activate = (context: vscode.ExtensionContext): void =>
	compose(context, {
		lockFor: fileLock,
		replaceFile: async (draft, file) => (await import('./node/replaceFile.ts')).replaceFile(draft.fsPath, file.fsPath),
		auditFiles: async ({ fsPath }) => {
			const { NodeAuditFolder, sha256 } = await import('./node/auditFolder.ts');
			return { folder: new NodeAuditFolder(fsPath), sha256 };
		},
		loopback,
		machine,
		lookUpHost: async (host, signal) => (await import('./node/lookUpHost.ts')).lookUpHost(host, signal),
		environment: process.env,
		secretPlatform: () => import('./node/machine.ts'),
	});

/** Loaded with the first change: reading needs no lock. */
function fileLock(storage: vscode.Uri, name: string, patience: number): Lock {
	const lock = once(async () => {
		const { FileLock } = await import('./node/fileLock.ts');
		return new FileLock(join(storage.fsPath, `${name}.lock`), { staleAfter: 10_000, giveUpAfter: patience });
	});
	return { hold: async (work) => (await lock()).hold(work) };
}

const loopback = (page: (receipt: 'answered' | 'refused') => string): LoopbackReceiver => ({
	listen: async (place, receive) => {
		const { loopbackServer } = await import('./node/loopbackServer.ts');
		return loopbackServer(page).listen(place, receive);
	},
});

const machine = async () => (await import('./node/nodeMachine.ts')).nodeMachine(process.env);
