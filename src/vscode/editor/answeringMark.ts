import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { together } from '../../core/disposable.ts';
import type { TrackedParts } from './trackedParts.ts';

/** Says behind each part of a document, in whatever editor shows it, that its answer is on the way. */
export class AnsweringMark {
	readonly #tracked: TrackedParts;
	readonly #type: vscode.TextEditorDecorationType;
	readonly #parts: { dispose(): void };

	constructor(tracked: TrackedParts) {
		this.#tracked = tracked;
		this.#type = vscode.window.createTextEditorDecorationType({
			after: {
				contentText: l10n.t('Gemini is answering…'),
				color: new vscode.ThemeColor('editorCodeLens.foreground'),
				fontStyle: 'italic',
				margin: '0 0 0 2em',
			},
		});
		const draw = () => this.#draw();
		this.#parts = together([this.#type, tracked.onDidChange(draw), vscode.window.onDidChangeVisibleTextEditors(draw)]);
		draw();
	}

	dispose(): void {
		this.#parts.dispose();
	}

	#draw(): void {
		const { document, spans } = this.#tracked;
		const text = document.getText();
		const ends = spans.flatMap((span) => {
			// A part that ends with a line end ends in the line before it.
			const last = span && span.start + text.slice(span.start, span.end).trimEnd().length;
			return last === undefined ? [] : document.lineAt(document.positionAt(last)).range.end;
		});
		for (const editor of vscode.window.visibleTextEditors) {
			if (editor.document === document) {
				editor.setDecorations(
					this.#type,
					ends.map((end) => new vscode.Range(end, end)),
				);
			}
		}
	}
}
