import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../core/ids.ts';
import { dayInWords } from '../../core/profiles/ago.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import { targetOf } from '../../core/profiles/profileWords.ts';
import type { StoredSource } from '../../core/secretSources/secretSource.ts';
import { sourceInWords } from '../../core/secretSources/sourceWords.ts';
import type { Trait } from '../impersonation/changeTraits.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { askChoice, type Choice } from '../quickInput/ask.ts';
import { cloneProfile } from './cloneProfile.ts';
import { deleteProfile } from './deleteProfile.ts';
import {
	colorInWords,
	protectProfile,
	renameProfile,
	setBaseUrl,
	setExpiry,
	setProfileColor,
	setQuotaProject,
	unprotectProfile,
} from './editTraits.ts';
import { changeSource, replaceKey } from './replaceKey.ts';

/** `back` returns to the list of what can be edited. */
type Edit = (parts: Parts, profile: Profile) => Promise<unknown>;

/** Lists everything that can be changed about a profile, and comes back to the list until the person leaves it. */
export async function editProfile(parts: Parts, { id }: Profile): Promise<void> {
	for (;;) {
		const now = await parts.store.find(id);
		if (now.kind !== 'answered' || !now.value) {
			return;
		}
		const asked = await askChoice({
			title: l10n.t('Edit “{0}”', now.value.name),
			canGoBack: false,
			choices: choicesFor(now.value),
		});
		if (typeof asked === 'string') {
			return;
		}
		const done = await asked.value(parts, now.value);
		if (done === 'left') {
			return;
		}
	}
}

function choicesFor(profile: Profile): readonly Choice<Edit>[] {
	const { name, color, isProtected, expiresAt, quotaProject } = profile;
	const choice = (icon: string, label: string, description: string, value: Edit): Choice<Edit> => ({
		label,
		description,
		iconPath: new vscode.ThemeIcon(icon),
		value,
	});
	const colored = color ? colorInWords(color) : l10n.t('none');
	const noted = expiresAt === undefined ? l10n.t('not noted') : dayInWords(expiresAt);
	return [
		choice('edit', l10n.t('Name'), name, (parts, now) => renameProfile(parts, now, true)),
		...credentialChoices(profile, choice),
		choice('symbol-color', l10n.t('Color'), colored, (parts, now) => setProfileColor(parts, now, true)),
		isProtected
			? choice('unlock', l10n.t('Stop Protecting'), l10n.t('send without asking'), unprotectProfile)
			: choice('lock', l10n.t('Protect'), l10n.t('ask before anything is sent'), protectProfile),
		...(profile.method === 'api-key' ? [choice('watch', l10n.t('Last Day'), noted, setExpiry)] : []),
		choice('project', l10n.t('Quota Project'), quotaProject ?? l10n.t('none'), (parts, now) =>
			setQuotaProject(parts, now, true),
		),
		choice('globe', l10n.t('Target'), plainText(targetOf(profile)), async (parts, now) => {
			const { setTarget } = await import('./setTarget.ts');
			return setTarget(parts, now, true);
		}),
		...(profile.baseUrl
			? [choice('link', l10n.t('Base URL'), plainText(profile.baseUrl), (parts, now) => setBaseUrl(parts, now, true))]
			: []),
		choice('copy', l10n.t('Clone'), l10n.t('a second profile of the same kind'), cloneProfile),
		choice('trash', l10n.t('Delete'), l10n.t('can be undone until this window closes'), deleteProfile),
	];
}

/** What can be done about the credential itself, by its method. */
function credentialChoices(
	profile: Profile,
	choice: (icon: string, label: string, description: string, value: Edit) => Choice<Edit>,
): readonly Choice<Edit>[] {
	switch (profile.method) {
		case 'api-key':
			return [
				choice('key', l10n.t('Key'), l10n.t('replace it by another'), (parts, now) => replaceKey(parts, now, true)),
				choice(
					'references',
					l10n.t('Where the Key Is Kept'),
					placeOf(profile) ?? l10n.t('VS Code’s secret storage'),
					changeSource,
				),
			];
		case 'oauth-user':
			return [
				choice(
					'sign-in',
					l10n.t('Sign In Again'),
					l10n.t('in the browser, with the same client'),
					leavingFor(commands.signIn),
				),
				// A public client proves itself by none.
				...(profile.client.auth === 'none'
					? []
					: [choice('key', l10n.t('Client Secret'), placeOf(profile) ?? l10n.t('of the OAuth client'), clientSecret)]),
				choice('shield', l10n.t('Scopes'), l10n.t('ask for others at a new sign-in'), async (parts, now) => {
					const { changeScopes } = await import('../signIn/changeScopes.ts');
					return changeScopes(parts, now);
				}),
			];
		case 'service-account':
			return [
				choice('key', l10n.t('Key File'), l10n.t('replace the key by another'), async (parts, now) => {
					const { replaceKeyFile } = await import('../serviceAccounts/serviceAccountSteps.ts');
					void (now.method === 'service-account' && replaceKeyFile(parts, now));
					return 'left';
				}),
				choice('server', l10n.t('Tokens'), l10n.t('asked for, or signed here'), async (parts, now) => {
					const { changeSigning } = await import('../serviceAccounts/changeTraits.ts');
					return changeSigning(parts, now);
				}),
				choice('person', l10n.t('Acts For'), l10n.t('a person, by domain-wide delegation'), async (parts, now) => {
					const { changeSubject } = await import('../serviceAccounts/changeTraits.ts');
					return changeSubject(parts, now);
				}),
			];
		case 'workload-identity':
			return [
				choice('file', l10n.t('Configuration'), l10n.t('replace it by another'), async (parts, now) => {
					const { replaceConfiguration } = await import('../federation/workloadIdentitySteps.ts');
					void (now.method === 'workload-identity' && replaceConfiguration(parts, now));
					return 'left';
				}),
				choice(
					'debug',
					l10n.t('Debug Step by Step'),
					l10n.t('proof, exchange, account: what is said at each'),
					async (parts, now) => {
						const { showFederation } = await import('../federation/showFederation.ts');
						void (now.method === 'workload-identity' && showFederation(parts, now));
						return 'left';
					},
				),
			];
		case 'adc':
			return [
				choice('search', l10n.t('Search'), l10n.t('what is found where'), async (parts, now) => {
					const { showSearchOf } = await import('../adc/adcSteps.ts');
					return showSearchOf(parts, now);
				}),
			];
		case 'impersonation':
			return [
				choice('key', l10n.t('Source'), l10n.t('the profile whose token is used'), impersonationTrait('source')),
				choice('account', l10n.t('Account'), l10n.t('the service account'), impersonationTrait('account')),
				choice('references', l10n.t('Accounts in Between'), l10n.t('delegates'), impersonationTrait('delegates')),
				choice('watch', l10n.t('Life of Tokens'), l10n.t('up to an hour'), impersonationTrait('lifetime')),
			];
		case 'oauth-client-credentials':
			return [
				choice('key', l10n.t('Client Secret'), placeOf(profile) ?? l10n.t('replace it by another'), clientSecret),
			];
		case 'access-token':
			return [choice('key', l10n.t('Token'), l10n.t('replace it by another'), leavingFor(commands.signIn))];
	}
}

/** Where the secret is kept, if not here. */
const placeOf = ({ source }: { readonly source?: StoredSource }): string | undefined =>
	source && plainText(sourceInWords(source));

const clientSecret: Edit = async (parts, now) => {
	const { askClientSecret } = await import('../signIn/askClientSecret.ts');
	return askClientSecret(parts, now, true);
};

const impersonationTrait =
	(trait: Trait): Edit =>
	async (parts, now) => {
		const { changeTrait } = await import('../impersonation/changeTraits.ts');
		return changeTrait(parts, now, trait);
	};

/** Leaves the list for a command that has its own questions. */
const leavingFor =
	(command: string): Edit =>
	async (_, { id }) => {
		void vscode.commands.executeCommand(command, { id });
		return 'left';
	};
