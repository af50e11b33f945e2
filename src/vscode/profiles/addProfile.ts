import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { acceptanceInWords, type EnteredKey } from '../../core/credentials/enteredKey.ts';
import { wordsOf } from '../../core/errors/catalogue/catalogue.ts';
import { commands } from '../../core/ids.ts';
import { freeName } from '../../core/profiles/freeName.ts';
import { refusalOfName } from '../../core/profiles/names.ts';
import { type Profile, vaultKey } from '../../core/profiles/profile.ts';
import { resolutionInWords } from '../../core/profiles/resolutionWords.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { askText } from '../quickInput/ask.ts';
import { runSteps, type Step } from '../quickInput/steps.ts';
import { keySteps } from './keySteps.ts';
import { failureInWords } from './sayFailure.ts';

/** The palette flow that makes a profile: key, live check, name. Left before the name is given, it saves nothing. */
export async function addProfile(parts: Parts): Promise<void> {
	const frame = { title: l10n.t('Add Gemini Profile'), totalSteps: 2, canGoBack: false };
	await runSteps(keySteps(parts, frame, (entered) => askName(parts, frame, entered)));
}

const askName =
	(parts: Parts, frame: { readonly title: string; readonly totalSteps: number }, entered: EnteredKey): Step =>
	async () => {
		const profiles = await parts.store.list();
		const others = profiles.kind === 'answered' ? profiles.value : [];
		const asked = await askText({
			...frame,
			step: 2,
			canGoBack: true,
			prompt: entered.refusal
				? l10n.t('Give the profile a name.')
				: `${acceptanceInWords(entered)} ${l10n.t('Give the profile a name.')}`,
			value: freeName(l10n.t('Gemini API key'), others),
			password: false,
			accept: async (text) => {
				const name = text.trim();
				const { key, keyKind, check, models } = entered;
				const refusal = refusalOfName(name, others, [key]);
				if (refusal) {
					return refusal;
				}
				const added = await parts.store.add({ name, method: 'api-key', keyKind, lastCheck: check }, key);
				if (added.kind !== 'answered') {
					return added.kind === 'failed' ? failureInWords(added.failure) : undefined;
				}
				if (!entered.refusal) {
					parts.models.remember(vaultKey(added.value), models);
				}
				// Said here, since a box that is left while the keyring takes its time is gone when the profile is there.
				void sayAdded(added.value, entered, await putToUse(parts, added.value));
				return undefined;
			},
		});
		return asked === 'back' ? 'back' : 'end';
	};

/** Uses the new profile in this window, unless Google rejects it or a setting names another: that one is answered, in words. */
async function putToUse({ active }: Parts, profile: Profile): Promise<string | undefined> {
	const now = await active.resolve();
	if (now.kind !== 'answered' || now.value.profile?.id === profile.id) {
		return undefined;
	}
	if (now.value.by !== 'window' && now.value.by !== 'default' && now.value.by !== 'nothing') {
		return resolutionInWords(now.value);
	}
	if (profile.lastCheck?.state === 'valid') {
		await active.useInWindow(profile);
	}
	return undefined;
}

async function sayAdded({ name }: Profile, { refusal }: EnteredKey, stillUsed: string | undefined): Promise<void> {
	const shown = plainText(name);
	if (refusal) {
		const { title } = wordsOf(refusal);
		void vscode.window.showWarningMessage(l10n.t('Profile “{0}” was saved as it is: {1}.', shown, title));
		return;
	}
	const ready = l10n.t('Profile “{0}” is ready.', shown);
	const [action, command] = stillUsed
		? [l10n.t('Switch Profile'), commands.switchProfile]
		: [l10n.t('Open Request Panel'), commands.openRequestPanel];
	const text = stillUsed ? `${ready} ${l10n.t('Another one stays in use: {0}', plainText(stillUsed))}` : ready;
	if ((await vscode.window.showInformationMessage(text, action)) === action) {
		await vscode.commands.executeCommand(command);
	}
}
