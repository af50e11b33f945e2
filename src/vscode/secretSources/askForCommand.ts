import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { CommandConsent, CommandPurpose } from '../../core/secretSources/sourcePorts.ts';
import { visibleText } from '../../core/visibleText.ts';

type Words = { readonly question: string; readonly meaning: string };

const wordsFor = (purpose: CommandPurpose): Words =>
	purpose === 'secret'
		? {
				question: l10n.t('Run this command to get the secret?'),
				meaning: l10n.t(
					'What it prints is taken as the secret. Latchkey runs just this, with these arguments, whenever it needs the secret, and asks no more on this machine.',
				),
			}
		: {
				question: l10n.t('Run this command for the proof of who this workload is?'),
				meaning: l10n.t(
					'A configuration names it. What it prints is sent to Google as the proof. Latchkey runs just this, with these arguments, whenever it needs a token, and asks no more on this machine.',
				),
			};

/** Shows a command as it is to be run, argument by argument, and has a person allow it. */
export const askForCommand: CommandConsent['given'] = async ({ command, folder, purpose, environment = {} }) => {
	const allow = l10n.t('Run It');
	const { question, meaning } = wordsFor(purpose);
	const lines = command.map((argument, index) => `${index === 0 ? '' : '    '}${visibleText(argument) || "''"}`);
	const variables = Object.entries(environment).map(([name, value]) => `${name}=${visibleText(value)}`);
	const where = folder
		? l10n.t('It is run in this folder, without a shell: {0}', visibleText(folder))
		: l10n.t('It is run outside of any folder that is open, without a shell.');
	const told = variables.length > 0 ? ['', l10n.t('It is told by its environment:'), ...variables] : [];
	const detail = [...lines, ...told, '', where, meaning].join('\n');
	return (await vscode.window.showWarningMessage(question, { modal: true, detail }, allow)) === allow;
};
