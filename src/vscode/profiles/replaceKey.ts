import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { EnteredKey } from '../../core/credentials/enteredKey.ts';
import { type Profile, vaultKey } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { runSteps, type Step } from '../quickInput/steps.ts';
import { keySteps } from './keySteps.ts';
import { sayFailure } from './sayFailure.ts';

/** Gives a profile another key, after asking Google about it. The old key goes when the new one is in its place. */
export async function replaceKey(parts: Parts, profile: Profile, canGoBack = false): Promise<'back' | 'left'> {
	const frame = { title: l10n.t('Replace the Key of “{0}”', profile.name), totalSteps: 1, canGoBack };
	const end = await runSteps(keySteps(parts, frame, (entered) => save(parts, profile, entered)));
	return end === 'back' ? 'back' : 'left';
}

const save =
	({ store, models }: Parts, profile: Profile, entered: EnteredKey): Step =>
	async () => {
		const { key, keyKind, check } = entered;
		const outcome = await store.replaceSecret(profile.id, key, { keyKind, lastCheck: check });
		if (outcome.kind === 'answered') {
			if (!entered.refusal) {
				models.remember(vaultKey(outcome.value), entered.models);
			}
			void vscode.window.showInformationMessage(
				l10n.t('“{0}” has its new key. The old one is deleted here; at Google it lives on.', plainText(profile.name)),
			);
		} else if (outcome.kind === 'failed') {
			sayFailure(outcome.failure, profile);
		}
		return 'end';
	};
