import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../core/ids.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { failureInWords, helpFor } from './sayFailure.ts';

/** Says that a profile is there, and whether Gemini takes it. */
export async function sayAdded(
	parts: Parts,
	profile: Profile,
	checked: Outcome<unknown>,
	stillUsed: string | undefined,
): Promise<void> {
	const shown = plainText(profile.name);
	if (checked.kind === 'failed') {
		const help = await helpFor(checked.failure, profile, parts);
		const said = l10n.t('Profile “{0}” was saved. {1}', shown, failureInWords(checked.failure));
		const chosen = await vscode.window.showWarningMessage(said, ...(help ? [help.label] : []));
		await (help && chosen === help.label ? help.run() : undefined);
		return;
	}
	const panel = l10n.t('Open Request Panel');
	const ready = l10n.t('Profile “{0}” is ready.', shown);
	const text = stillUsed ? `${ready} ${l10n.t('Another one stays in use: {0}', plainText(stillUsed))}` : ready;
	if ((await vscode.window.showInformationMessage(text, panel)) === panel) {
		await vscode.commands.executeCommand(commands.openRequestPanel);
	}
}
