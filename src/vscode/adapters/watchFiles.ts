import * as vscode from 'vscode';
import type { Disposable } from '../../core/ports.ts';

/** Calls back when a file of that name or pattern, right in the folder, may have been written or deleted, by this window or another. */
export function watchFiles(folder: vscode.Uri, pattern: string, listener: () => void): Disposable {
	let watching: vscode.Disposable | undefined;
	let isOver = false;
	// The folder is made first: what is not there cannot be watched.
	void vscode.workspace.fs.createDirectory(folder).then(
		() => {
			if (isOver) {
				return;
			}
			const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, pattern));
			watching = vscode.Disposable.from(
				watcher,
				watcher.onDidChange(listener),
				watcher.onDidCreate(listener),
				watcher.onDidDelete(listener),
			);
		},
		// A folder that cannot be made is told of by the first write; without it there is nothing to watch.
		() => undefined,
	);
	return {
		dispose: () => {
			isOver = true;
			watching?.dispose();
		},
	};
}
