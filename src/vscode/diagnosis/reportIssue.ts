import * as vscode from 'vscode';
import { extensionId } from '../../core/ids.ts';

/** What a report says of the surroundings. */
export const versionFacts = (): Readonly<Record<string, string>> => ({
	Latchkey: String(vscode.extensions.getExtension(extensionId)?.packageJSON.version ?? ''),
	[vscode.env.appName]: vscode.version,
	Host: vscode.env.remoteName ?? (vscode.env.uiKind === vscode.UIKind.Web ? 'web' : 'local'),
});

/** Opens VS Code's own issue reporter with the facts filled in. The person sees them, and sends them or not. */
export const reportIssue = async (report: string): Promise<void> => {
	await vscode.commands.executeCommand('workbench.action.openIssueReporter', {
		extensionId,
		issueTitle: '',
		issueBody: `\`\`\`\n${report}\n\`\`\`\n`,
	});
};
