import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** Why no answer can be put into a document, as a sentence; undefined where one can. */
export async function whyNotInto({ uri }: vscode.TextDocument): Promise<string | undefined> {
	if (uri.scheme === 'vscode-notebook-cell') {
		return l10n.t('An answer cannot be put into a notebook.');
	}
	if (uri.scheme === 'output') {
		return l10n.t('An answer cannot be put into output.');
	}
	const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
	if (input instanceof vscode.TabInputTextDiff && input.original.toString() === uri.toString()) {
		return l10n.t('An answer cannot be put into the left side of a comparison.');
	}
	return (await isReadOnly(uri))
		? l10n.t('An answer cannot be put into this document, which is read-only.')
		: undefined;
}

async function isReadOnly(uri: vscode.Uri): Promise<boolean> {
	if (uri.scheme === 'untitled') {
		return false;
	}
	if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true) {
		return true;
	}
	// A file that is gone is made anew when it is saved.
	const stat = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => undefined);
	return ((stat?.permissions ?? 0) & vscode.FilePermission.Readonly) !== 0;
}
