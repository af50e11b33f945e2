import * as vscode from 'vscode';
import type { Cause } from '../../core/errors/cause.ts';

/** Opens the page about failures that ships with the extension, at a cause. */
export async function explainCause(extensionUri: vscode.Uri, cause: Cause): Promise<void> {
	const page = vscode.Uri.joinPath(extensionUri, 'docs', 'troubleshooting.md').with({ fragment: cause });
	await vscode.commands.executeCommand('markdown.showPreview', page);
}
