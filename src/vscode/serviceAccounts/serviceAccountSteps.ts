import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { writeOAuthSecret } from '../../core/oauth/oauthSecret.ts';
import { freeName } from '../../core/profiles/freeName.ts';
import { refusalOfName } from '../../core/profiles/names.ts';
import type { Profile, ServiceAccountProfile, Signing } from '../../core/profiles/profile.ts';
import { keptElsewhere } from '../../core/secretSources/secretSource.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { checkAdded } from '../profiles/checkAdded.ts';
import { failureInWords, sayFailure } from '../profiles/sayFailure.ts';
import { askChoice, askText } from '../quickInput/ask.ts';
import { runSteps, type Step } from '../quickInput/steps.ts';
import { type EnteredKeyFile, keyFileStep } from './keyFileSteps.ts';
import { tidyKeyFile } from './tidyKeyFile.ts';

const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

/** The palette flow for the key of a service account; with a file that was dropped, from where that is known. */
export function serviceAccountSteps(parts: Parts, dropped?: EnteredKeyFile): Step {
	const frame = { title: l10n.t('Add Service Account'), canGoBack: dropped === undefined };
	const then = (entered: EnteredKeyFile) => signingStep(parts, entered, dropped === undefined);
	return dropped ? then(dropped) : keyFileStep(parts, frame, then);
}

const signingStep =
	(parts: Parts, entered: EnteredKeyFile, canGoBack: boolean): Step =>
	async () => {
		const asked = await askSigning(l10n.t('Add Service Account'), canGoBack);
		return typeof asked === 'string'
			? asked === 'back'
				? 'back'
				: 'end'
			: { next: nameStep(parts, entered, asked.value) };
	};

/** How tokens are to be had, with what speaks for each. */
export const askSigning = (title: string, canGoBack: boolean, now: Signing = 'exchange') => {
	const choices: readonly { readonly label: string; readonly detail: string; readonly value: Signing }[] = [
		{
			label: l10n.t('Ask Google for a Token'),
			detail: l10n.t(
				'Works everywhere, also when acting for a person. One more request an hour; a revoked key shows at once.',
			),
			value: 'exchange',
		},
		{
			label: l10n.t('Sign Tokens Here'),
			detail: l10n.t('No request at all, so quicker and without the token endpoint. Cannot act for a person.'),
			value: 'self-signed',
		},
	];
	return askChoice({
		title,
		canGoBack,
		prompt: l10n.t('How are tokens to be had?'),
		choices,
		active: choices.find(({ value }) => value === now),
	});
};

const nameStep =
	(parts: Parts, entered: EnteredKeyFile, signing: Signing): Step =>
	async () => {
		const { key, file } = entered;
		const profiles = await parts.store.list();
		const others = profiles.kind === 'answered' ? profiles.value : [];
		const asked = await askText({
			title: l10n.t('Add Service Account'),
			canGoBack: true,
			prompt: l10n.t('{0}, key {1}. Give the profile a name.', plainText(key.email), plainText(key.keyId.slice(0, 8))),
			value: freeName(key.email.split('@')[0] ?? key.email, others),
			password: false,
			accept: async (text) => {
				const name = text.trim();
				const refusal = refusalOfName(name, others, [key.privateKey]);
				if (refusal) {
					return refusal;
				}
				const added = await parts.store.add(
					{ method: 'service-account', name, signing, ...factsOf(entered), scopes: [cloudPlatform] },
					storedSecret(entered),
				);
				if (added.kind !== 'answered') {
					return added.kind === 'failed' ? failureInWords(added.failure) : undefined;
				}
				void finish(parts, added.value, file);
				return undefined;
			},
		});
		return asked === 'back' ? 'back' : 'end';
	};

const factsOf = ({ key: { email, keyId, projectId }, source }: EnteredKeyFile) => ({
	email,
	keyId,
	projectId,
	...(source ? { source } : {}),
});

/** What goes to the vault: the private key, or what stands for one that is kept elsewhere. */
const storedSecret = ({ key, source }: EnteredKeyFile): string =>
	source ? keptElsewhere : writeOAuthSecret({ privateKey: key.privateKey });

/** Gives a profile another key, of the same account or another. */
export async function replaceKeyFile(parts: Parts, profile: ServiceAccountProfile): Promise<void> {
	const frame = { title: l10n.t('Another Key for “{0}”', profile.name), canGoBack: false, owner: profile };
	await runSteps(
		keyFileStep(parts, frame, (entered) => async () => {
			const { file } = entered;
			const renewed = (now: Profile): Profile => {
				const { lastCheck: _, source: __, keyMadeAt: ___, ...rest } = now as ServiceAccountProfile;
				return { ...rest, ...factsOf(entered) };
			};
			const kept = await parts.store.replaceSecret(profile.id, storedSecret(entered), renewed);
			if (kept.kind === 'answered') {
				await finish(parts, kept.value, file);
			} else {
				sayFailure(kept.kind === 'failed' ? kept.failure : undefined, profile);
			}
			return 'end';
		}),
	);
}

/** Asks Gemini, says how it stands, then what is to become of the file: it is no good where it lies. */
async function finish(parts: Parts, profile: Profile, file: vscode.Uri | undefined): Promise<void> {
	await checkAdded(parts, profile);
	if (file) {
		await tidyKeyFile(file);
	}
}
