import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Failure } from '../../core/errors/failure.ts';
import { commands } from '../../core/ids.ts';
import type { OAuthUserProfile } from '../../core/profiles/profile.ts';
import { plainText } from '../plainText.ts';

/** Says once, where it was learnt, that a sign-in is not renewed any more, and why; with the click that cures it. */
export async function sayEnded({ id, name }: OAuthUserProfile, failure: Failure): Promise<void> {
	// Words are loaded with the first failure.
	const { failureInWords } = await import('../profiles/sayFailure.ts');
	const signIn = l10n.t('Sign In');
	const chosen = await vscode.window.showWarningMessage(`${plainText(name)}: ${failureInWords(failure)}`, signIn);
	if (chosen === signIn) {
		await vscode.commands.executeCommand(commands.signIn, { id });
	}
}
