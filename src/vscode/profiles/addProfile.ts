import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { acceptanceInWords, type EnteredKey, factsOfKey, storedKey } from '../../core/credentials/enteredKey.ts';
import { wordsOf } from '../../core/errors/catalogue/catalogue.ts';
import { commands } from '../../core/ids.ts';
import { freeName } from '../../core/profiles/freeName.ts';
import { refusalOfName } from '../../core/profiles/names.ts';
import { type Profile, vaultKey } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { askChoice, askText, type Choice } from '../quickInput/ask.ts';
import { runSteps, type Step } from '../quickInput/steps.ts';
import { keySteps } from './keySteps.ts';
import { putToUse } from './putToUse.ts';
import { failureInWords } from './sayFailure.ts';

/** The palette flow that makes a profile, of any method. Left before its end, it saves nothing. */
export async function addProfile(parts: Parts): Promise<void> {
	await runSteps(askMethod(parts));
}

const askMethod =
	(parts: Parts): Step =>
	async () => {
		const choice = (
			icon: string,
			label: string,
			detail: string,
			value: () => Promise<Step>,
		): Choice<() => Promise<Step>> => ({
			label,
			detail,
			iconPath: new vscode.ThemeIcon(icon),
			value,
		});
		const asked = await askChoice({
			title: l10n.t('Add Gemini Profile'),
			canGoBack: false,
			prompt: l10n.t('What do you call Gemini with?'),
			choices: [
				choice('key', l10n.t('API Key'), l10n.t('From Google AI Studio. The quickest way to begin.'), async () =>
					apiKey(parts),
				),
				choice(
					'references',
					l10n.t('API Key Kept Elsewhere'),
					l10n.t(
						'In an environment variable, a .env file, a password manager, Vault or Secret Manager. Stored nowhere here.',
					),
					() => elsewhere(parts),
				),
				choice(
					'account',
					l10n.t('Google Account'),
					l10n.t('Sign in through your browser, with an OAuth client of your own. Other servers too.'),
					async () => {
						const { signInSteps } = await import('../signIn/signInNew.ts');
						return signInSteps(parts, { canGoBack: true }, {}, () => undefined);
					},
				),
				choice(
					'server-environment',
					l10n.t('Service Account'),
					l10n.t('A machine’s identity at Google, by a key file. For backends, and projects nobody signs in to.'),
					async () => {
						const { serviceAccountSteps } = await import('../serviceAccounts/serviceAccountSteps.ts');
						return serviceAccountSteps(parts);
					},
				),
				choice(
					'search',
					l10n.t('Application Default Credentials'),
					l10n.t('Whatever gcloud, the environment or a machine of Google Cloud provides. Shows what is found where.'),
					async () => {
						const { adcSteps } = await import('../adc/adcSteps.ts');
						return adcSteps(parts);
					},
				),
				choice(
					'cloud',
					l10n.t('Workload Identity'),
					l10n.t(
						'A workload of another cloud or identity provider, by a configuration file of gcloud’s. No key at all.',
					),
					async () => {
						const { workloadIdentitySteps } = await import('../federation/workloadIdentitySteps.ts');
						return workloadIdentitySteps(parts);
					},
				),
				choice(
					'organization',
					l10n.t('Impersonation'),
					l10n.t('A service account without its key, by the token of another profile that may act as it.'),
					async () => {
						const { impersonationSteps } = await import('../impersonation/impersonationSteps.ts');
						return impersonationSteps(parts);
					},
				),
				choice(
					'server-process',
					l10n.t('Client Credentials'),
					l10n.t('A machine’s own identity, at a gateway in front of Gemini.'),
					async () => {
						const { clientCredentialsSteps } = await import('../signIn/clientCredentialsSteps.ts');
						return clientCredentialsSteps(parts);
					},
				),
				choice(
					'watch',
					l10n.t('Access Token'),
					l10n.t('A short-lived token you have from elsewhere, such as gcloud.'),
					async () => {
						const { accessTokenSteps } = await import('../signIn/accessTokenSteps.ts');
						return accessTokenSteps(parts);
					},
				),
			],
		});
		return typeof asked === 'string' ? 'end' : { next: await asked.value() };
	};

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
					parts.models.remember(vaultKey(added.value), entered.models);
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
