import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** Shows a command as it is to be run, argument by argument, and has a person allow it. */
export async function askForCommand(command: readonly string[], folder: string | undefined): Promise<boolean> {
	const allow = l10n.t('Run It');
	const lines = command.map((argument, index) => `${index === 0 ? '' : '    '}${visible(argument)}`);
	const where = folder
		? l10n.t('It is run in this folder, without a shell: {0}', folder)
		: l10n.t('It is run outside of any folder that is open, without a shell.');
	const detail = [
		...lines,
		'',
		where,
		l10n.t(
			'What it prints is taken as the secret. Latchkey runs just this, with these arguments, whenever it needs the secret, and asks no more on this machine.',
		),
	].join('\n');
	const chosen = await vscode.window.showWarningMessage(
		l10n.t('Run this command to get the secret?'),
		{ modal: true, detail },
		allow,
	);
	return chosen === allow;
}

/** A character that shows nothing, or turns the text around, must not hide what an argument is. */
const visible = (argument: string): string =>
	argument === ''
		? "''"
		: argument.replace(
				/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu,
				(char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
			);
