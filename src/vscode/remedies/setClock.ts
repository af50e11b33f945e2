import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { putIntoTerminal } from '../adc/putIntoTerminal.ts';

/** Pages of the operating system where its clock is set. */
const pageOf: { readonly [platform in NodeJS.Platform]?: string } = {
	win32: 'ms-settings:dateandtime',
	darwin: 'x-apple.systempreferences:com.apple.Date-Time-Settings.extension',
};

/** Leads to where the clock of the extension host's machine is set. */
export async function setClock(): Promise<void> {
	const platform =
		vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName ? globalThis.process?.platform : 'linux';
	const page = platform && pageOf[platform];
	if (page) {
		await vscode.env.openExternal(vscode.Uri.parse(page, true));
		return;
	}
	// A window that runs in the browser alone has no terminal, and runs by the clock of the machine it is looked at on.
	if (!globalThis.process?.platform) {
		void vscode.window.showInformationMessage(
			l10n.t('Turn on automatic date and time in the settings of this computer, and then send again.'),
		);
		return;
	}
	putIntoTerminal(l10n.t('Clock'), 'sudo timedatectl set-ntp true');
}
