import * as vscode from 'vscode';

/** Opens settings that belong to the machine: a remote window keeps them apart, where a search among the person's own finds none. */
export async function openMachineSettings(...ids: readonly string[]): Promise<void> {
	const place = vscode.env.remoteName ? 'openRemoteSettings' : 'openSettings';
	await vscode.commands.executeCommand(`workbench.action.${place}`, { query: `@id:${ids.join(',')}` });
}
