import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { attachmentOf, largestFile, tooLarge } from '../../core/gemini/attachmentOf.ts';
import type { Attachment } from '../../core/gemini/draft.ts';
import { mostAttachments } from '../../core/panel/readAttachments.ts';
import type { ToPage } from '../../core/panel/requestProtocol.ts';

type Chosen = Extract<ToPage, { type: 'attach' }>;

/** Has a person choose files for a prompt, and reads them; undefined where they chose none. */
export async function addFiles(): Promise<Chosen | undefined> {
	const files = await vscode.window.showOpenDialog({
		title: l10n.t('Add Files to the Prompt'),
		openLabel: l10n.t('Add'),
		canSelectMany: true,
	});
	if (!files) {
		return undefined;
	}
	const attachments: Attachment[] = [];
	const refused: string[] = [];
	for (const file of files.slice(0, mostAttachments)) {
		const read = await readFile(file);
		if (typeof read === 'string') {
			refused.push(read);
		} else {
			attachments.push(read);
		}
	}
	if (files.length > mostAttachments) {
		refused.push(l10n.t('A request takes at most {0} files here.', mostAttachments));
	}
	return { type: 'attach', attachments, refused };
}

/** A file for the prompt, or a sentence why it is none. What is too large is not even read. */
async function readFile(file: vscode.Uri): Promise<Attachment | string> {
	const name = file.path.slice(file.path.lastIndexOf('/') + 1);
	try {
		const { size } = await vscode.workspace.fs.stat(file);
		return size > largestFile ? tooLarge(name) : attachmentOf(name, await vscode.workspace.fs.readFile(file));
	} catch {
		return l10n.t('“{0}” could not be read.', name);
	}
}
