import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type EnteredKey, factsOfKey, storedKey, withNewKey } from '../../core/credentials/enteredKey.ts';
import { wordsOf } from '../../core/errors/catalogue/catalogue.ts';
import { placeOf } from '../../core/gemini/targets.ts';
import { orAborted } from '../../core/orAborted.ts';
import { listKey } from '../../core/profiles/listKey.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { runSteps, type Step } from '../quickInput/steps.ts';
import { withCancel } from '../withCancel.ts';
import { keySteps } from './keySteps.ts';
import { sayFailure } from './sayFailure.ts';

/** Has the key of a profile be fetched from elsewhere, after fetching it and asking Google about it. */
export async function changeSource(parts: Parts, profile: Profile): Promise<'back' | 'left'> {
	const { keyElsewhere } = await import('../secretSources/keyElsewhere.ts');
	const frame = { title: l10n.t('Where the Key of “{0}” Is Kept', profile.name), canGoBack: true };
	const end = await runSteps(keyElsewhere(parts, frame, (entered) => save(parts, profile, entered), profile));
	return end === 'back' ? 'back' : 'left';
}

/** Gives a profile another key, after asking Google about it. The old key goes when the new one is in its place. */
export async function replaceKey(parts: Parts, profile: Profile, canGoBack = false): Promise<'back' | 'left'> {
	const frame = { title: l10n.t('Replace the Key of “{0}”', profile.name), totalSteps: 1, canGoBack };
	const end = await runSteps(keySteps(parts, frame, (entered) => save(parts, profile, entered), placeOf(profile)));
	return end === 'back' ? 'back' : 'left';
}

const save =
	({ store, models, clock }: Parts, profile: Profile, entered: EnteredKey): Step =>
	async () => {
		const { refusal } = entered;
		const title = l10n.t('Saving the new key of {0}…', plainText(profile.name));
		const outcome = await withCancel(clock, title, (signal) =>
			orAborted(
				store.replaceSecret(profile.id, storedKey(entered), withNewKey(factsOfKey(entered)), { signal }),
				signal,
			),
		);
		if (outcome === 'aborted') {
			return 'end';
		}
		if (outcome.kind === 'answered') {
			if (!refusal) {
				models.remember(listKey(outcome.value), entered.models);
			}
			sayReplaced(profile, entered, await store.isLeftBehind(profile));
		} else if (outcome.kind === 'failed') {
			sayFailure(outcome.failure, profile);
		}
		return 'end';
	};

function sayReplaced(old: Profile, { refusal }: EnteredKey, isOldLeft: boolean): void {
	const shown = plainText(old.name);
	const wasElsewhere = old.method === 'api-key' && old.source !== undefined;
	const ofOld = wasElsewhere
		? l10n.t('Where the old one is kept it stays.')
		: isOldLeft
			? l10n.t('The old one could not be deleted here yet; the next change of a profile tries again.')
			: l10n.t('The old one is deleted here; at Google it lives on.');
	if (refusal) {
		const ofNew = l10n.t('The new key of “{0}” was saved as it is: {1}.', shown, wordsOf(refusal).title);
		void vscode.window.showWarningMessage(`${ofNew} ${ofOld}`);
	} else {
		void vscode.window.showInformationMessage(`${l10n.t('“{0}” has its new key.', shown)} ${ofOld}`);
	}
}
