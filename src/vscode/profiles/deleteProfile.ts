import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands, contextKeys } from '../../core/ids.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { sayFailure } from './sayFailure.ts';

/**
 * Deletes a profile and its key from this machine, and offers to undo it. A protected one is deleted after asking. At
 * Google the key goes on living.
 */
export async function deleteProfile({ deleted }: Parts, profile: Profile): Promise<void> {
	const name = plainText(profile.name);
	if (profile.isProtected && !(await confirm(name))) {
		return;
	}
	const outcome = await deleted.delete(profile);
	await tellUndo(deleted);
	if (outcome.kind === 'failed') {
		sayFailure(outcome.failure, profile);
	} else if (outcome.kind === 'answered') {
		void offerUndo(name, outcome.value);
	}
}

/** Brings back the profile that was deleted last in this window. */
export async function undoDelete({ deleted }: Parts): Promise<void> {
	const outcome = await deleted.undo();
	await tellUndo(deleted);
	if (outcome.kind === 'failed') {
		sayFailure(outcome.failure);
	} else if (outcome.kind === 'answered') {
		void vscode.window.showInformationMessage(
			outcome.value
				? l10n.t('Profile “{0}” is back.', plainText(outcome.value.name))
				: l10n.t('No profile was deleted in this window.'),
		);
	}
}

async function confirm(name: string): Promise<boolean> {
	const yes = l10n.t('Delete');
	const chosen = await vscode.window.showWarningMessage(
		l10n.t('Delete the protected profile “{0}”?', name),
		{
			modal: true,
			detail: l10n.t(
				'Its key is removed from VS Code’s secret storage. Nothing changes at Google: to end the key itself, delete it there.',
			),
		},
		yes,
	);
	return chosen === yes;
}

async function offerUndo(name: string, canUndo: boolean): Promise<void> {
	if (!canUndo) {
		void vscode.window.showInformationMessage(
			l10n.t('Profile “{0}” was deleted. It had no key in secret storage any more.', name),
		);
		return;
	}
	const undo = l10n.t('Undo');
	const chosen = await vscode.window.showInformationMessage(
		l10n.t('Profile “{0}” was deleted. Until this window closes, it can be brought back with its key.', name),
		undo,
	);
	if (chosen === undo) {
		await vscode.commands.executeCommand(commands.undoDelete);
	}
}

const tellUndo = (deleted: Parts['deleted']): Thenable<unknown> =>
	vscode.commands.executeCommand('setContext', contextKeys.canUndoDelete, deleted.last !== undefined);
