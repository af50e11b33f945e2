import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { wordsOf } from '../../core/errors/catalogue.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { ProfileStore } from '../../core/profiles/profileStore.ts';
import { plainText } from '../plainText.ts';

/** Deletes a profile and its key from this machine, after asking. At Google the key goes on living. */
export async function deleteProfile(store: ProfileStore, profile: Profile): Promise<void> {
	const confirm = l10n.t('Delete');
	const chosen = await vscode.window.showWarningMessage(
		l10n.t('Delete the profile “{0}”?', plainText(profile.name)),
		{
			modal: true,
			detail: l10n.t(
				'Its key is removed from VS Code’s secret storage. Nothing changes at Google: to end the key itself, delete it there.',
			),
		},
		confirm,
	);
	const outcome = chosen === confirm ? await store.remove(profile) : undefined;
	if (outcome?.kind === 'failed') {
		const { sentence } = wordsOf(outcome.failure.cause);
		void vscode.window.showErrorMessage(`${sentence} (${outcome.failure.evidence ?? ''})`);
	}
}
