import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plainText } from '../plainText.ts';
import { gitStateOf } from './gitState.ts';

/** Offers what to do with a key file now that its key is in the secret storage; loudly where git knows the file. */
export async function tidyKeyFile(file: vscode.Uri): Promise<void> {
	const git = await gitStateOf(file);
	const name = plainText(vscode.workspace.asRelativePath(file));
	const remove = l10n.t('Delete File');
	const ignore = l10n.t('Add to .gitignore');
	const kept = l10n.t(
		'Its key is in VS Code’s secret storage now; “{0}” still lies on the disk for everybody to read.',
		name,
	);
	if (git === 'tracked') {
		const detail = l10n.t(
			'Whoever has the repository has the key, also in its history and after the file is deleted. Make another key at Google and delete this one there.',
		);
		const text = l10n.t('Git tracks “{0}”, a private key!', name);
		const chosen = await vscode.window.showWarningMessage(text, { modal: true, detail }, remove);
		await (chosen === remove ? deleteFile(file) : undefined);
		return;
	}
	const chosen = await vscode.window.showWarningMessage(
		kept,
		remove,
		...(git === 'untracked' ? [ignore] : []),
		l10n.t('Leave It'),
	);
	if (chosen === remove) {
		await deleteFile(file);
	} else if (chosen === ignore) {
		await addToGitignore(file);
	}
}

/** Into the trash where there is one: whoever needs the file elsewhere after all finds it there. */
async function deleteFile(file: vscode.Uri): Promise<void> {
	try {
		await vscode.workspace.fs.delete(file, { useTrash: true });
	} catch {
		// Remote file systems have no trash.
		await vscode.workspace.fs.delete(file).then(undefined, () => {
			void vscode.window.showErrorMessage(l10n.t('The file could not be deleted.'));
		});
	}
}

async function addToGitignore(file: vscode.Uri): Promise<void> {
	const folder = vscode.workspace.getWorkspaceFolder(file);
	if (!folder) {
		return;
	}
	const gitignore = vscode.Uri.joinPath(folder.uri, '.gitignore');
	const before = await vscode.workspace.fs.readFile(gitignore).then(
		(bytes) => new TextDecoder().decode(bytes),
		() => '',
	);
	// From the root of the folder, and with what means something to git taken by its letter.
	const line = `/${file.path.slice(folder.uri.path.length + 1).replace(/[\\[\]*?!#]/g, '\\$&')}`;
	const text = `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${line}\n`;
	await vscode.workspace.fs.writeFile(gitignore, new TextEncoder().encode(text)).then(undefined, () => {
		void vscode.window.showErrorMessage(l10n.t('.gitignore could not be written.'));
	});
}
