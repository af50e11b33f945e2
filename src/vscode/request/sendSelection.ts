import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { editorPrompt, largePrompt, longestPrompt, sizeInWords } from '../../core/editorPrompt.ts';
import type { RequestPanels } from './requestPanels.ts';

/** Sends what is selected in the editor, else the line of the cursor, else, after asking, the whole document. */
export async function sendSelection(panels: () => Promise<RequestPanels>): Promise<void> {
	const editor = vscode.window.activeTextEditor;
	const prompt = editor && editorPrompt(textsOf(editor));
	if (!prompt) {
		void vscode.window.showInformationMessage(
			l10n.t('There is nothing to send. Open a file and select what Gemini should read.'),
		);
		return;
	}
	const { text, isWholeDocument } = prompt;
	if (text.length > longestPrompt) {
		void vscode.window.showWarningMessage(
			l10n.t('This is more than Gemini takes in one request ({0}). Select less.', sizeInWords(text)),
		);
		return;
	}
	const question = isWholeDocument
		? l10n.t('Nothing is selected. Send the whole file ({0})?', sizeInWords(text))
		: l10n.t('Send a large selection ({0})?', sizeInWords(text));
	if ((isWholeDocument || text.length > largePrompt) && !(await confirm(question))) {
		return;
	}
	(await panels()).sendPrompt(text);
}

function textsOf({ document, selection, selections }: vscode.TextEditor) {
	return {
		selections: selections.map((each) => document.getText(each)),
		line: document.lineAt(selection.active.line).text,
		document: document.getText(),
	};
}

async function confirm(question: string): Promise<boolean> {
	const send = l10n.t('Send');
	return (await vscode.window.showWarningMessage(question, { modal: true }, send)) === send;
}
