import * as vscode from 'vscode';

/** The part of VS Code's git extension that is used (extensions/git/src/api/git.d.ts). */
type Git = {
	getAPI(version: 1): {
		getRepository(uri: vscode.Uri): Repository | null;
	};
};
type Repository = {
	readonly rootUri: vscode.Uri;
	getObjectDetails(treeish: string, path: string): Promise<unknown>;
	checkIgnore?(paths: string[]): Promise<Set<string>>;
};

/** Whether git has a file in its index, may come to have it, ignores it, or has nothing to do with it. */
export async function gitStateOf(file: vscode.Uri): Promise<'tracked' | 'untracked' | 'ignored' | 'none'> {
	try {
		const git = await vscode.extensions.getExtension<Git>('vscode.git')?.activate();
		const repository = git?.getAPI(1).getRepository(file);
		if (!repository) {
			return 'none';
		}
		const isTracked = await repository.getObjectDetails('', file.fsPath).then(
			() => true,
			() => false,
		);
		if (isTracked) {
			return 'tracked';
		}
		const ignored = await repository.checkIgnore?.([file.fsPath]);
		return ignored?.has(file.fsPath) ? 'ignored' : 'untracked';
	} catch {
		// VS Code's git may be switched off, and git track the file all the same.
		return (await liesInRepository(file)) ? 'untracked' : 'none';
	}
}

async function liesInRepository(file: vscode.Uri): Promise<boolean> {
	for (let at = vscode.Uri.joinPath(file, '..'); ; at = vscode.Uri.joinPath(at, '..')) {
		const isRepository = await vscode.workspace.fs.stat(vscode.Uri.joinPath(at, '.git')).then(
			() => true,
			() => false,
		);
		if (isRepository || at.path === '/' || at.path === vscode.Uri.joinPath(at, '..').path) {
			return isRepository;
		}
	}
}
