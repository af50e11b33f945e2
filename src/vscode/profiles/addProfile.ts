import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { acceptanceInWords, type EnteredKey, factsOfKey, storedKey } from '../../core/credentials/enteredKey.ts';
import { wordsOf } from '../../core/errors/catalogue/catalogue.ts';
import { commands } from '../../core/ids.ts';
import { freeName } from '../../core/profiles/freeName.ts';
import { listKey } from '../../core/profiles/listKey.ts';
import { refusalOfName } from '../../core/profiles/names.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { askText } from '../quickInput/ask.ts';
import { runSteps, type Step } from '../quickInput/steps.ts';
import { allMethods, askMethod } from './askMethod.ts';
import { keySteps } from './keySteps.ts';
import { putToUse } from './putToUse.ts';
import { failureInWords } from './sayFailure.ts';

/** The palette flow that makes a profile, of any method. Left before its end, it saves nothing. */
export async function addProfile(parts: Parts): Promise<void> {
	const methods = allMethods(parts, { key: async () => apiKey(parts), elsewhere: () => elsewhere(parts) });
	await runSteps(askMethod(methods));
}

function apiKey(parts: Parts): Step {
	const frame = keyFrame();
	return keySteps(parts, frame, (entered) => askName(parts, frame, entered));
}

async function elsewhere(parts: Parts): Promise<Step> {
	const { keyElsewhere } = await import('../secretSources/keyElsewhere.ts');
	const { title, canGoBack } = keyFrame();
	return keyElsewhere(parts, { title, canGoBack }, (entered) => askName(parts, { title }, entered));
}

const keyFrame = () => ({ title: l10n.t('Add Gemini Profile'), totalSteps: 2, canGoBack: true });

const askName =
	(parts: Parts, frame: { readonly title: string; readonly totalSteps?: number }, entered: EnteredKey): Step =>
	async () => {
		const profiles = await parts.store.list();
		const others = profiles.kind === 'answered' ? profiles.value : [];
		const asked = await askText({
			title: frame.title,
			...(frame.totalSteps && !entered.source ? { step: 2, totalSteps: frame.totalSteps } : {}),
			canGoBack: true,
			prompt: entered.refusal
				? l10n.t('Give the profile a name.')
				: `${acceptanceInWords(entered)} ${l10n.t('Give the profile a name.')}`,
			value: freeName(l10n.t('Gemini API key'), others),
			password: false,
			accept: async (text) => {
				const name = text.trim();
				const refusal = refusalOfName(name, others, [entered.key]);
				if (refusal) {
					return refusal;
				}
				const added = await parts.store.add({ name, method: 'api-key', ...factsOfKey(entered) }, storedKey(entered));
				if (added.kind !== 'answered') {
					return added.kind === 'failed' ? failureInWords(added.failure) : undefined;
				}
				if (!entered.refusal) {
					parts.models.remember(listKey(added.value), entered.models);
				}
				// Said here, since a box that is left while the keyring takes its time is gone when the profile is there.
				void sayAdded(added.value, entered, await putToUse(parts, added.value));
				return undefined;
			},
		});
		return asked === 'back' ? 'back' : 'end';
	};

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
