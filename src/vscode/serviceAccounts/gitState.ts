import * as vscode from 'vscode';

/** The part of VS Code's git extension that is used (extensions/git/src/api/git.d.ts). */
type Git = {
	getAPI(version: 1): GitApi;
};
type GitApi = {
	readonly state: 'uninitialized' | 'initialized';
	readonly onDidChangeState: vscode.Event<unknown>;
	getRepository(uri: vscode.Uri): Repository | null;
	openRepository?(root: vscode.Uri): Promise<Repository | null>;
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
		const repository = git && (await repositoryOf(git.getAPI(1), file));
		if (!repository) {
			return (await repositoryRoot(file)) ? 'untracked' : 'none';
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
		return (await repositoryRoot(file)) ? 'untracked' : 'none';
	}
}

/** In milliseconds: git looks through the folders that are open when the window opens. */
const patience = 5_000;

async function repositoryOf(api: GitApi, file: vscode.Uri): Promise<Repository | null> {
	if (api.state !== 'initialized') {
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, patience);
			const listening = api.onDidChangeState(() => {
				clearTimeout(timer);
				listening.dispose();
				resolve();
			});
		});
	}
	const root = await repositoryRoot(file);
	return api.getRepository(file) ?? (root ? ((await api.openRepository?.(root)) ?? null) : null);
}

/** The folder above a file that holds `.git`; undefined where none does. */
async function repositoryRoot(file: vscode.Uri): Promise<vscode.Uri | undefined> {
	for (let at = vscode.Uri.joinPath(file, '..'); ; at = vscode.Uri.joinPath(at, '..')) {
		const isRepository = await vscode.workspace.fs.stat(vscode.Uri.joinPath(at, '.git')).then(
			() => true,
			() => false,
		);
		if (isRepository) {
			return at;
		}
		if (at.path === vscode.Uri.joinPath(at, '..').path) {
			return undefined;
		}
	}
}
