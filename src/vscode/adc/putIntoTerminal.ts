import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { applicationDefaultLogin } from '../../core/errors/remedies/commands.ts';

/** The label of the button that does it. */
export const gcloudLoginLabel = (): string => l10n.t('Put gcloud Command into Terminal');

/** Types the command that signs in with gcloud into a terminal. */
export const putGcloudLogin = (): void => putIntoTerminal('gcloud', applicationDefaultLogin);

/** Types a command into a terminal of the machine the extension host runs on. Running it is left to the person. */
export function putIntoTerminal(name: string, command: string): void {
	const terminal = vscode.window.createTerminal({ name });
	terminal.show();
	// A line break would run what stands before it.
	terminal.sendText(command.replace(/\p{Cc}/gu, ' '), false);
}
