import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Failure } from '../../core/errors/failure.ts';
import { remediesOf } from '../../core/errors/remedies/remediesOf.ts';
import type { Remedy, RemedyId } from '../../core/errors/remedies/remedy.ts';
import { commands } from '../../core/ids.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import { putGcloudLogin } from '../adc/putIntoTerminal.ts';
import type { FailedCall, Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { sayFailure } from '../profiles/sayFailure.ts';
import { openPage, pages } from './openPage.ts';

type Cure = { readonly parts: Parts; readonly remedy: Remedy; readonly failure: Failure };
type Action = (cure: Cure) => unknown;
type ProfileAction = (cure: Cure, profile: Profile) => unknown;

const command =
	(id: string): Action =>
	() =>
		vscode.commands.executeCommand(id);
const commandOn =
	(id: string): ProfileAction =>
	(_, profile) =>
		vscode.commands.executeCommand(id, { id: profile.id });
const settings =
	(...ids: readonly string[]): Action =>
	() =>
		vscode.commands.executeCommand('workbench.action.openSettings', `@id:${ids.join(',')}`);
const page: Action = ({ remedy, failure }) =>
	openPage(remedy.url ?? remediesOf(failure).find(({ id }) => id === remedy.id)?.url ?? '');

/** Those that need no profile. */
const actions: { readonly [id in RemedyId]?: Action } = {
	'open-enable-page': page,
	'edit-key-restrictions': page,
	'fix-oauth-client': page,
	'fix-redirect': page,
	'link-billing': page,
	'add-credits': page,
	'contact-support': page,
	'raise-quota': page,
	'change-location': () => openPage(pages.regions),
	'adjust-safety': () => openPage(pages.safety),
	'check-storage': () => openPage(pages.keyring),
	'switch-profile': command(commands.switchProfile),
	'switch-method': command(commands.addProfile),
	'repair-profiles': command(commands.repairProfiles),
	'show-transcript': command(commands.showSignInTranscript),
	'run-gcloud-login': putGcloudLogin,
	'open-proxy-settings': settings('http.proxy', 'http.proxySupport', 'http.noProxy', 'http.proxyStrictSSL'),
	'open-certificate-settings': settings(
		'http.systemCertificates',
		'http.systemCertificatesNode',
		'http.proxyStrictSSL',
	),
	'fix-clock': async () => (await import('./setClock.ts')).setClock(),
	'grant-role': async ({ remedy }) => (await import('./grantRole.ts')).grantRole(remedy),
	'ask-administrator': async ({ failure }) => (await import('./askAdministrator.ts')).askAdministrator(failure),
};

/** Those that are done to a profile. */
const profileActions: { readonly [id in RemedyId]?: ProfileAction } = {
	'replace-key': commandOn(commands.replaceKey),
	'sign-in-again': commandOn(commands.signIn),
	diagnose: commandOn(commands.diagnoseProfile),
	'create-auth-key': async ({ parts, remedy, failure }, profile) => {
		await page({ parts, remedy, failure });
		const replace = l10n.t('Replace Key…');
		const said = l10n.t('When you have the new key, put it into “{0}”.', plainText(profile.name));
		if ((await vscode.window.showInformationMessage(said, replace)) === replace) {
			await vscode.commands.executeCommand(commands.replaceKey, { id: profile.id });
		}
	},
	'add-scope': async ({ parts, failure }, profile) => (await import('./addScope.ts')).addScope(parts, profile, failure),
	'set-project': async ({ parts }, profile) =>
		(await import('../profiles/editTraits.ts')).setQuotaProject(parts, profile),
	'set-quota-project': async ({ parts }, profile) =>
		(await import('../profiles/editTraits.ts')).setQuotaProject(parts, profile),
	'clear-quota-project': async ({ parts }, profile) =>
		(await import('../profiles/editTraits.ts')).clearQuotaProject(parts, profile),
	'check-base-url': async ({ parts }, profile) =>
		(await import('../profiles/editTraits.ts')).setBaseUrl(parts, profile),
	'check-source': async ({ parts }, profile) => (await import('./checkSource.ts')).checkSource(parts, profile),
	'replace-client-secret': async ({ parts }, profile) =>
		(await import('../signIn/askClientSecret.ts')).askClientSecret(parts, profile),
	'fix-key-file': async ({ parts }, profile) => {
		const { replaceKeyFile } = await import('../serviceAccounts/serviceAccountSteps.ts');
		return profile.method === 'service-account' ? replaceKeyFile(parts, profile) : undefined;
	},
	'fix-federation': async ({ parts }, profile) => {
		const { showFederation } = await import('../federation/showFederation.ts');
		return profile.method === 'workload-identity' ? showFederation(parts, profile) : undefined;
	},
};

/** Does what a person chose against a failure, on the very profile that failed. */
export async function carryOut(parts: Parts, remedy: Remedy, { failure, profileId }: FailedCall): Promise<void> {
	const cure = { parts, remedy, failure };
	const action = actions[remedy.id];
	if (action) {
		await action(cure);
		return;
	}
	const found = profileId === undefined ? undefined : await parts.store.find(profileId);
	if (found?.kind === 'answered' && found.value) {
		await profileActions[remedy.id]?.(cure, found.value);
	} else {
		sayFailure(found?.kind === 'failed' ? found.failure : { cause: 'profile-gone' });
	}
}
