import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Remedy } from '../../core/errors/remedies/remedy.ts';
import { putIntoTerminal } from '../adc/putIntoTerminal.ts';
import { askChoice } from '../quickInput/ask.ts';
import { openPage } from './openPage.ts';

/** Offers the command that grants the role that is missing, or the page where it is granted. Who may run it is seldom who needs it. */
export async function grantRole({ command = '', url = '' }: Remedy): Promise<void> {
	const asked = await askChoice<() => unknown>({
		title: l10n.t('Grant Role'),
		canGoBack: false,
		prompt: l10n.t(
			'Whoever may change the project’s permissions runs this. What stands in capitals is to be filled in. {0}',
			command,
		),
		choices: [
			{
				label: l10n.t('Copy Command'),
				detail: command,
				iconPath: new vscode.ThemeIcon('copy'),
				value: () => copy(command),
			},
			{
				label: l10n.t('Put Command into Terminal'),
				detail: l10n.t('It runs when you press Enter there.'),
				iconPath: new vscode.ThemeIcon('terminal'),
				value: () => putIntoTerminal('gcloud', command),
			},
			{
				label: l10n.t('Open Google’s Console'),
				iconPath: new vscode.ThemeIcon('link-external'),
				value: () => openPage(url),
			},
		],
	});
	if (typeof asked !== 'string') {
		await asked.value();
	}
}

async function copy(command: string): Promise<void> {
	await vscode.env.clipboard.writeText(command);
	vscode.window.setStatusBarMessage(l10n.t('The command was copied.'), 5000);
}
