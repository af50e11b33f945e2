import * as vscode from 'vscode';

/** Texts of a scheme of their own, by an id, such as that of a profile: they may change while they are shown, live as long as the window, and are never written to a file. */
export class LiveText {
	readonly #scheme: string;
	readonly #texts = new Map<string, string>();
	readonly #uris = new Map<string, vscode.Uri>();
	readonly #changed = new vscode.EventEmitter<vscode.Uri>();
	#isProvided = false;

	constructor(scheme: string) {
		this.#scheme = scheme;
	}

	write(id: string, text: string): void {
		this.#texts.set(id, text);
		const uri = this.#uris.get(id);
		if (uri) {
			this.#changed.fire(uri);
		}
	}

	/** Opens the text, in a tab with this title. */
	async show(id: string, title: string): Promise<void> {
		const uri = this.address(id, `${title}.txt`);
		this.#changed.fire(uri);
		await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
	}

	/** Where VS Code finds the text. The name is what it shows. */
	address(id: string, name: string): vscode.Uri {
		if (!this.#isProvided) {
			this.#isProvided = true;
			vscode.workspace.registerTextDocumentContentProvider(this.#scheme, {
				onDidChange: this.#changed.event,
				provideTextDocumentContent: ({ query }) => this.#texts.get(query) ?? '',
			});
		}
		// A name may have anything in it, and a path not.
		const path = name.replace(/[\\/\p{Cc}]/gu, ' ');
		const uri = this.#uris.get(id) ?? vscode.Uri.from({ scheme: this.#scheme, path, query: id });
		this.#uris.set(id, uri);
		return uri;
	}

	/** Forgets a text that nobody looks at any more. */
	forget(id: string): void {
		this.#texts.delete(id);
		this.#uris.delete(id);
	}
}
