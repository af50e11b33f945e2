import * as vscode from 'vscode';
import type { Disposable, DocumentStore } from '../../core/ports.ts';
import { watchFiles } from './watchFiles.ts';

/** Moves a file onto another in one step. VS Code's own `rename` deletes the other first: whoever reads meanwhile finds none. */
type Replace = (draft: vscode.Uri, file: vscode.Uri) => PromiseLike<void>;

/** A document in one of the extension's storage folders, the global one or that of a workspace, by VS Code's own file system, which the web has too. */
export class GlobalDocument implements DocumentStore {
	readonly #folder: vscode.Uri;
	readonly #name: string;
	readonly #file: vscode.Uri;
	readonly #replace: Replace | undefined;

	/** `replace`: absent in the web, where the file system writes a file in one step anyway. */
	constructor(folder: vscode.Uri, name: string, replace?: Replace) {
		this.#replace = replace;
		this.#folder = folder;
		this.#name = name;
		this.#file = vscode.Uri.joinPath(folder, name);
	}

	async read(): Promise<string | undefined> {
		try {
			return new TextDecoder().decode(await vscode.workspace.fs.readFile(this.#file));
		} catch (error) {
			if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
				return undefined;
			}
			throw error;
		}
	}

	/** Written beside its place and moved there, so that a crash leaves the old text or the new. */
	async write(text: string): Promise<void> {
		const bytes = new TextEncoder().encode(text);
		await vscode.workspace.fs.createDirectory(this.#folder);
		if (!this.#replace) {
			await vscode.workspace.fs.writeFile(this.#file, bytes);
			return;
		}
		const draft = this.#beside(`${crypto.randomUUID()}.tmp`);
		try {
			await vscode.workspace.fs.writeFile(draft, bytes);
			await this.#replace(draft, this.#file);
		} catch (error) {
			await vscode.workspace.fs.delete(draft).then(undefined, () => undefined);
			throw error;
		}
	}

	/** Copied and not moved: until something good takes its place the damaged text is better than none. */
	async keepAside(): Promise<string> {
		const aside = this.#beside(`${new Date().toISOString().replace(/[:.]/g, '-')}.damaged`);
		await vscode.workspace.fs.copy(this.#file, aside);
		return vscode.workspace.asRelativePath(aside, false);
	}

	onDidChange(listener: () => void): Disposable {
		return watchFiles(this.#folder, this.#name, listener);
	}

	#beside(ending: string): vscode.Uri {
		return this.#file.with({ path: `${this.#file.path}.${ending}` });
	}
}
