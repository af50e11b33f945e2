import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { contextKeys } from '../../core/ids.ts';
import { orAborted } from '../../core/orAborted.ts';
import type { DeletedProfiles, Deletion } from '../../core/profiles/deletedProfiles.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { withCancel } from '../withCancel.ts';
import { sayFailure } from './sayFailure.ts';

/**
 * Deletes a profile and its key from this machine, and offers to undo it. A protected one is deleted after asking. At
 * Google the key goes on living. The key is read for undoing; whoever calls that off deletes for good.
 */
export async function deleteProfile(parts: Parts, profile: Profile): Promise<void> {
	const { clock } = parts;
	const deleted = await parts.deleted();
	const name = plainText(profile.name);
	if (profile.isProtected && !(await confirm(name))) {
		return;
	}
	const outcome = await withCancel(clock, l10n.t('Deleting {0}, and keeping its key for undoing…', name), (signal) =>
		deleted.delete(profile, signal),
	);
	await tellUndo(deleted);
	await forgetUsage(parts, profile);
	if (outcome.kind === 'failed') {
		sayFailure(outcome.failure, profile);
	} else if (outcome.kind === 'answered') {
		void sayDeleted(parts, profile, outcome.value);
	}
}

/** Brings back the profile that was deleted last in this window. */
export const undoDelete = (parts: Parts): Promise<void> =>
	undo(parts, undefined, l10n.t('No profile was deleted in this window.'));

/** `nothing`: what is said where there is nothing to bring back. */
async function undo(parts: Parts, id: string | undefined, nothing: string): Promise<void> {
	const { clock } = parts;
	const deleted = await parts.deleted();
	const outcome = await withCancel(clock, l10n.t('Bringing back the profile…'), (signal) =>
		orAborted(deleted.undo(id, signal), signal),
	);
	await tellUndo(deleted);
	if (outcome === 'aborted') {
		return;
	}
	if (outcome.kind === 'failed') {
		sayFailure(outcome.failure);
	} else if (outcome.kind === 'answered') {
		if (outcome.value) {
			await (await parts.usage()).meter.bringBack(outcome.value.id);
		}
		void vscode.window.showInformationMessage(
			outcome.value ? l10n.t('Profile “{0}” is back.', plainText(outcome.value.name)) : nothing,
		);
	}
}

/** What it used goes with it, also where its key stayed behind. */
async function forgetUsage({ store, usage }: Parts, { id }: Profile): Promise<void> {
	const left = await store.find(id);
	if (left.kind === 'answered' && left.value === undefined) {
		await (await usage()).meter.forget(id);
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

/** The notification may be answered when others were deleted after it: it brings back the one that it names. */
async function sayDeleted(parts: Parts, { id, name }: Profile, deletion: Deletion): Promise<void> {
	const bringBack = l10n.t('Undo');
	const chosen = await vscode.window.showInformationMessage(
		deletionInWords(plainText(name), deletion),
		...(deletion === 'undoable' ? [bringBack] : []),
	);
	if (chosen === bringBack) {
		await undo(parts, id, l10n.t('That was undone already.'));
	}
}

function deletionInWords(name: string, deletion: Deletion): string {
	switch (deletion) {
		case 'undoable':
			return l10n.t('Profile “{0}” was deleted. Until this window closes, it can be brought back with its key.', name);
		case 'without-secret':
			return l10n.t('Profile “{0}” was deleted. It had no key in secret storage any more.', name);
		case 'secret-not-read':
			return l10n.t('Profile “{0}” was deleted for good: its key was not read, so this cannot be undone.', name);
	}
}

const tellUndo = (deleted: DeletedProfiles): Thenable<unknown> =>
	vscode.commands.executeCommand('setContext', contextKeys.canUndoDelete, deleted.last !== undefined);
