import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { googlePage } from '../../core/errors/remedies/googlePages.ts';

/** Pages that no server names. */
export const pages = {
	/** Where the Gemini API is offered. */
	regions: 'https://ai.google.dev/gemini-api/docs/available-regions',
	safety: 'https://ai.google.dev/gemini-api/docs/safety-settings',
	/** What to do where the operating system's keyring cannot be reached. */
	keyring: 'https://code.visualstudio.com/docs/configure/settings-sync#_troubleshooting-keychain-issues',
} as const;

const ours: readonly string[] = Object.values(pages);

/** Opens a page in the browser, if it is one of those above or of Google's. */
export async function openPage(address: string): Promise<void> {
	const url = ours.includes(address) ? address : googlePage(address);
	if (url === undefined || !(await vscode.env.openExternal(vscode.Uri.parse(url, true)))) {
		void vscode.window.showWarningMessage(l10n.t('The page was not opened.'));
	}
}
