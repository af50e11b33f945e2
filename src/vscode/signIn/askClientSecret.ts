import * as l10n from '@vscode/l10n';
import { changeClientSecret, moveClientSecret } from '../../core/oauth/keepSignIn.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { failureInWords } from '../profiles/sayFailure.ts';
import { runSteps } from '../quickInput/steps.ts';
import { clientSecretStep } from './clientSecretStep.ts';

/** Asks for the secret of a profile's OAuth client, or for the private key it signs with, or where that is kept, and keeps it. */
export async function askClientSecret(
	parts: Parts,
	profile: Profile,
	canGoBack = false,
): Promise<'kept' | 'back' | 'left'> {
	const isKey = profile.method === 'oauth-client-credentials' && profile.clientAuth === 'private_key_jwt';
	let isKept = false;
	const end = await runSteps(
		clientSecretStep(
			parts,
			{ title: l10n.t('OAuth Client of “{0}”', profile.name), canGoBack },
			{
				prompt: promptForSecret(isKey),
				isKey,
				owner: profile,
				take: async (secret, source) => {
					const refusal = await refusalOfSecret(parts, secret, isKey);
					if (refusal) {
						return refusal;
					}
					const ports = { ...parts, lockOf: (await parts.signIn()).lockOf };
					const kept = await (source
						? moveClientSecret(ports, profile, source)
						: changeClientSecret(ports, profile, secret));
					return kept.kind === 'failed' ? failureInWords(kept.failure) : undefined;
				},
				next: async () => {
					isKept = true;
					return 'end';
				},
			},
		),
	);
	return isKept ? 'kept' : end === 'back' ? 'back' : 'left';
}

export const promptForSecret = (isKey: boolean): string =>
	isKey
		? l10n.t('Private key, as PEM (PKCS #8) or JWK. It goes to VS Code’s secret storage, and only signs.')
		: l10n.t('Client secret. It goes to VS Code’s secret storage.');

/** Why a text cannot be the secret of a client, in words; undefined where it can. */
export async function refusalOfSecret({ signIn }: Parts, secret: string, isKey: boolean): Promise<string | undefined> {
	if (secret === '') {
		return l10n.t('Nothing was entered.');
	}
	if (!isKey || (await (await signIn()).protocol.isPrivateKey(secret))) {
		return undefined;
	}
	return l10n.t('This is no private key as PKCS #8 or JWK. Of other forms “openssl pkcs8 -topk8 -nocrypt” makes one.');
}
