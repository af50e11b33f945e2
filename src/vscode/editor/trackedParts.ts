import * as vscode from 'vscode';
import { movedBy, type Span } from '../../core/editor/span.ts';

/** Parts of a document that follow their text while an answer is awaited and the person goes on writing. */
export class TrackedParts {
	readonly document: vscode.TextDocument;
	readonly #texts: readonly string[];
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #listening: vscode.Disposable;
	#spans: readonly (Span | undefined)[];

	constructor(document: vscode.TextDocument, spans: readonly Span[]) {
		this.document = document;
		this.#spans = spans;
		const text = document.getText();
		this.#texts = spans.map(({ start, end }) => text.slice(start, end));
		this.#listening = vscode.workspace.onDidChangeTextDocument((event) => {
			if (event.document === document) {
				this.#follow(event.contentChanges);
			}
		});
	}

	readonly onDidChange = (listener: () => void): vscode.Disposable => this.#changed.event(listener);

	/** Where each part is now; undefined where its text is not what it was, or the document was closed. */
	get spans(): readonly (Span | undefined)[] {
		if (this.document.isClosed) {
			return this.#spans.map(() => undefined);
		}
		const now = this.document.getText();
		// Other line ends for the whole document are told as no change at all.
		return this.#spans.map((span, index) =>
			span && now.slice(span.start, span.end) === this.#texts[index] ? span : undefined,
		);
	}

	dispose(): void {
		this.#listening.dispose();
		this.#changed.dispose();
	}

	/** VS Code tells the changes of one edit from the last to the first, so that no offset depends on another. */
	#follow(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
		for (const { rangeOffset: offset, rangeLength: removed, text } of changes) {
			this.#spans = this.#spans.map((span) => span && movedBy(span, { offset, removed, added: text.length }));
		}
		this.#changed.fire();
	}
}
