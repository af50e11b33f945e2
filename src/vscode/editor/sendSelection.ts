import * as vscode from 'vscode';
import { joined } from '../../core/editor/parts.ts';
import { largePrompt, sizeInWords } from '../../core/editor/promptSize.ts';
import type { Parts } from '../parts.ts';
import { isTooLong, mayBeSent, sayNothingToSend, selectedParts, sizeQuestion } from './selectedParts.ts';

/** Sends what is selected in the editor, else the line of the cursor, else, after asking, the whole document. */
export async function sendSelection({ panels }: Pick<Parts, 'panels'>): Promise<void> {
	const editor = vscode.window.activeTextEditor;
	const selected = editor && selectedParts(editor);
	if (!selected) {
		sayNothingToSend();
		return;
	}
	const { parts, isWholeDocument } = selected;
	const document = editor.document.getText();
	const text = joined(parts.map(({ start, end }) => document.slice(start, end)));
	const question = sizeQuestion(sizeInWords(text), isWholeDocument, text.length > largePrompt);
	if (!isTooLong(text) && (question === undefined || (await mayBeSent(question)))) {
		(await panels()).sendPrompt({ prompt: text });
	}
}
