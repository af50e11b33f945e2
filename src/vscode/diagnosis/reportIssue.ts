import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { extensionId } from '../../core/ids.ts';

/** What a report says of the surroundings. */
export const versionFacts = (): Readonly<Record<string, string>> => ({
	Latchkey: String(vscode.extensions.getExtension(extensionId)?.packageJSON.version ?? ''),
	[vscode.env.appName]: vscode.version,
	Host: host(),
});

/** Which kind of remote it is, such as `ssh-remote`. A server that is opened in a browser is named by its address, which is nobody's business. */
function host(): string {
	const { remoteName, uiKind } = vscode.env;
	if (remoteName === undefined) {
		return uiKind === vscode.UIKind.Web ? 'web' : 'local';
	}
	return /^[a-z-]+$/.test(remoteName) && remoteName !== 'localhost' ? remoteName : 'remote';
}

/** Opens VS Code's own issue reporter with the facts filled in: the person sees them, and sends them or not. Where there is none, they are copied. */
export async function reportIssue(report: string): Promise<void> {
	const issueBody = `\`\`\`\n${report}\n\`\`\`\n`;
	try {
		await vscode.commands.executeCommand('workbench.action.openIssueReporter', { extensionId, issueBody });
	} catch {
		await vscode.env.clipboard.writeText(report);
		void vscode.window.showInformationMessage(
			l10n.t('VS Code’s issue reporter could not be opened here. The report was copied instead.'),
		);
	}
}
