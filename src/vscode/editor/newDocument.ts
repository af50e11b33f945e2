import * as vscode from 'vscode';
import { onlyFencedBlock } from '../../core/editor/fence.ts';

/** Opens an answer in a document of its own: of one that is a block of code, the code in its language, else Markdown. */
export async function openAnswer(answer: string, codeLanguage: string): Promise<void> {
	const block = onlyFencedBlock(answer);
	const known = block ? await vscode.languages.getLanguages() : [];
	const language = block && known.includes(block.info) ? block.info : codeLanguage;
	const document = await vscode.workspace.openTextDocument(
		block ? { content: `${block.content}\n`, language } : { content: answer, language: 'markdown' },
	);
	await vscode.window.showTextDocument(document);
}
