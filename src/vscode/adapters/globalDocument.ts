import * as vscode from 'vscode';
import type { DocumentStore } from '../../core/ports.ts';

/** A document in the extension's global storage folder, by VS Code's own file system, which the web has too. */
export class GlobalDocument implements DocumentStore {
	readonly #folder: vscode.Uri;
	readonly #file: vscode.Uri;

	constructor(folder: vscode.Uri, name: string) {
		this.#folder = folder;
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
		await vscode.workspace.fs.createDirectory(this.#folder);
		const draft = this.#file.with({ path: `${this.#file.path}.${crypto.randomUUID()}.tmp` });
		try {
			await vscode.workspace.fs.writeFile(draft, new TextEncoder().encode(text));
			await vscode.workspace.fs.rename(draft, this.#file, { overwrite: true });
		} catch (error) {
			await vscode.workspace.fs.delete(draft).then(undefined, () => undefined);
			throw error;
		}
	}
}
