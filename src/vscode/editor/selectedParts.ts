import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type EditorParts, partsOf } from '../../core/editor/parts.ts';
import { longestPrompt, sizeInWords } from '../../core/editor/promptSize.ts';
import type { Span } from '../../core/editor/span.ts';

/** What is selected in an editor, else the line of the cursor, else the whole document; undefined where all is empty. */
export function selectedParts({ document, selection, selections }: vscode.TextEditor): EditorParts | undefined {
	const spanOf = ({ start, end }: vscode.Range): Span => ({
		start: document.offsetAt(start),
		end: document.offsetAt(end),
	});
	return partsOf(document.getText(), {
		selections: selections.map(spanOf),
		line: spanOf(document.lineAt(selection.active.line).range),
	});
}

export function sayNothingToSend(): void {
	void vscode.window.showInformationMessage(
		l10n.t('There is nothing to send. Open a file and select what Gemini should read.'),
	);
}

/** Whether a text is more than Gemini takes, which is said. */
export function isTooLong(text: string): boolean {
	const isLonger = text.length > longestPrompt;
	if (isLonger) {
		void vscode.window.showWarningMessage(
			l10n.t('This is more than Gemini takes in one request ({0}). Select less.', sizeInWords(text)),
		);
	}
	return isLonger;
}

export function sayTooMany(count: number, most: number): void {
	void vscode.window.showWarningMessage(
		l10n.t('These are {0} selections, each a request of its own. Select {1} at most.', count, most),
	);
}

/** Asks before something large or many is sent. */
export async function mayBeSent(question: string): Promise<boolean> {
	const send = l10n.t('Send');
	return (await vscode.window.showWarningMessage(question, { modal: true }, send)) === send;
}

/** What is asked about a text that may be more than was meant; undefined where it is not. */
export function sizeQuestion(size: string, isWholeDocument: boolean, isLarge: boolean): string | undefined {
	if (isWholeDocument) {
		return l10n.t('Nothing is selected. Send the whole file ({0})?', size);
	}
	return isLarge ? l10n.t('Send a large selection ({0})?', size) : undefined;
}
