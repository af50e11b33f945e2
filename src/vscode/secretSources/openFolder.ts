import * as vscode from 'vscode';
import type { OpenFolder } from '../../core/secretSources/sourcePorts.ts';

/** The folder of this window; of several the first. */
export const openFolder: OpenFolder = {
	isTrusted: () => vscode.workspace.isTrusted,
	path: () => {
		const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
		return uri?.scheme === 'file' ? uri.fsPath : undefined;
	},
};
