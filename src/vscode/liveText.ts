import * as vscode from 'vscode';

/** Texts of a scheme of their own, by the id of a profile: they may change while they are shown, live as long as the window, and are never written to a file. */
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
		if (!this.#isProvided) {
			this.#isProvided = true;
			vscode.workspace.registerTextDocumentContentProvider(this.#scheme, {
				onDidChange: this.#changed.event,
				provideTextDocumentContent: ({ query }) => this.#texts.get(query) ?? '',
			});
		}
		// A name may have anything in it, and a path not.
		const path = `${title.replace(/[\\/\p{Cc}]/gu, ' ')}.txt`;
		const uri = this.#uris.get(id) ?? vscode.Uri.from({ scheme: this.#scheme, path, query: id });
		this.#uris.set(id, uri);
		this.#changed.fire(uri);
		await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
	}
}
