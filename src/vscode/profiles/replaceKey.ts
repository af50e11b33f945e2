import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type EnteredKey, withNewKey } from '../../core/credentials/enteredKey.ts';
import { wordsOf } from '../../core/errors/catalogue/catalogue.ts';
import type { Failure } from '../../core/errors/failure.ts';
import { orAborted } from '../../core/orAborted.ts';
import { type Profile, vaultKey } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { runSteps, type Step } from '../quickInput/steps.ts';
import { withCancel } from '../withCancel.ts';
import { keySteps } from './keySteps.ts';
import { sayFailure } from './sayFailure.ts';

/** Gives a profile another key, after asking Google about it. The old key goes when the new one is in its place. */
export async function replaceKey(parts: Parts, profile: Profile, canGoBack = false): Promise<'back' | 'left'> {
	const frame = { title: l10n.t('Replace the Key of “{0}”', profile.name), totalSteps: 1, canGoBack };
	const end = await runSteps(keySteps(parts, frame, (entered) => save(parts, profile, entered)));
	return end === 'back' ? 'back' : 'left';
}

const save =
	({ store, models, clock }: Parts, profile: Profile, entered: EnteredKey): Step =>
	async () => {
		const { key, keyKind, check, refusal } = entered;
		const title = l10n.t('Saving the new key of {0}…', plainText(profile.name));
		const outcome = await withCancel(clock, title, (signal) =>
			orAborted(store.replaceSecret(profile.id, key, withNewKey({ keyKind, lastCheck: check }), { signal }), signal),
		);
		if (outcome === 'aborted') {
			return 'end';
		}
		if (outcome.kind === 'answered') {
			if (!refusal) {
				models.remember(vaultKey(outcome.value), entered.models);
			}
			sayReplaced(profile, refusal, await store.isLeftBehind(profile));
		} else if (outcome.kind === 'failed') {
			sayFailure(outcome.failure, profile);
		}
		return 'end';
	};

function sayReplaced({ name }: Profile, refusal: Failure | undefined, isOldLeft: boolean): void {
	const shown = plainText(name);
	const ofOld = isOldLeft
		? l10n.t('The old one could not be deleted here yet; the next change of a profile tries again.')
		: l10n.t('The old one is deleted here; at Google it lives on.');
	if (refusal) {
		const ofNew = l10n.t('The new key of “{0}” was saved as it is: {1}.', shown, wordsOf(refusal).title);
		void vscode.window.showWarningMessage(`${ofNew} ${ofOld}`);
	} else {
		void vscode.window.showInformationMessage(`${l10n.t('“{0}” has its new key.', shown)} ${ofOld}`);
	}
}
