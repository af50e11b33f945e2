import * as l10n from '@vscode/l10n';
import { clientSecretOf } from '../../core/oauth/clientAuth.ts';
import { changeClientSecret } from '../../core/oauth/keepSignIn.ts';
import type { ClientCredentialsProfile, Profile } from '../../core/profiles/profile.ts';
import { keptElsewhere } from '../../core/secretSources/secretSource.ts';
import type { Parts } from '../parts.ts';
import { failureInWords } from '../profiles/sayFailure.ts';
import { type Asked, askText } from '../quickInput/ask.ts';
import { runSteps } from '../quickInput/steps.ts';
import { elsewhereButton } from '../secretSources/elsewhereButton.ts';

/** Asks for the secret of a profile's OAuth client, or for the private key it signs with, and keeps it. */
export async function askClientSecret(parts: Parts, profile: Profile, canGoBack = false): Promise<Asked<string>> {
	const isKey = profile.method === 'oauth-client-credentials' && profile.clientAuth === 'private_key_jwt';
	const title = l10n.t('OAuth Client of “{0}”', profile.name);
	const elsewhere = elsewhereButton(
		isKey ? l10n.t('Private Key Is Kept Elsewhere…') : l10n.t('Client Secret Is Kept Elsewhere…'),
	);
	const asked = await askText({
		title,
		canGoBack,
		prompt: isKey
			? l10n.t('Private key, as PEM (PKCS #8) or JWK. It goes to VS Code’s secret storage, and only signs.')
			: l10n.t('Client secret. It goes to VS Code’s secret storage.'),
		value: '',
		password: true,
		buttons: profile.method === 'oauth-client-credentials' ? [elsewhere.button] : [],
		until: elsewhere.pressed,
		accept: async (text) => {
			const refusal = await refusalOfSecret(parts, text, isKey);
			if (refusal) {
				return refusal;
			}
			const { lockOf } = await parts.signIn();
			const kept = await changeClientSecret({ ...parts, lockOf }, profile, clientSecretOf(text, isKey));
			return kept.kind === 'failed' ? failureInWords(kept.failure) : undefined;
		},
	});
	if (elsewhere.wasPressed() && profile.method === 'oauth-client-credentials') {
		return nameSource(parts, profile, title, isKey);
	}
	return asked;
}

/** Has the secret of a client be fetched from elsewhere from now on. */
async function nameSource(
	parts: Parts,
	profile: ClientCredentialsProfile,
	title: string,
	isKey: boolean,
): Promise<'back'> {
	const { sourceSteps } = await import('../secretSources/sourceSteps.ts');
	const { fetchedClientSecret } = await import('../secretSources/fetchedClientSecret.ts');
	const finding = fetchedClientSecret(
		parts,
		{ isKey, owner: profile },
		async (secret, source) => {
			const refusal = await refusalOfSecret(parts, secret, isKey);
			if (refusal) {
				return refusal;
			}
			const renewed = ({ lastCheck: _, ...rest }: Profile): Profile => ({ ...rest, source }) as Profile;
			const kept = await parts.store.replaceSecret(profile.id, keptElsewhere, renewed);
			return kept.kind === 'failed' ? failureInWords(kept.failure) : undefined;
		},
		async () => 'end',
	);
	await runSteps(sourceSteps(parts, { title, canGoBack: true }, finding));
	return 'back';
}

/** Why a text cannot be the secret of a client, in words; undefined where it can. */
export async function refusalOfSecret({ signIn }: Parts, text: string, isKey: boolean): Promise<string | undefined> {
	if (text.trim() === '') {
		return l10n.t('Nothing was entered.');
	}
	if (!isKey || (await (await signIn()).protocol.isPrivateKey(clientSecretOf(text, isKey)))) {
		return undefined;
	}
	return l10n.t('This is no private key as PKCS #8 or JWK. Of other forms “openssl pkcs8 -topk8 -nocrypt” makes one.');
}
