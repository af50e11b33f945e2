import * as l10n from '@vscode/l10n';
import { changeClientSecret } from '../../core/oauth/keepSignIn.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { failureInWords } from '../profiles/sayFailure.ts';
import { type Asked, askText } from '../quickInput/ask.ts';

/** Asks for the secret of a profile's OAuth client, or for the private key it signs with, and keeps it. */
export function askClientSecret(parts: Parts, profile: Profile, canGoBack = false): Promise<Asked<string>> {
	const isKey = profile.method === 'oauth-client-credentials' && profile.clientAuth === 'private_key_jwt';
	return askText({
		title: l10n.t('OAuth Client of “{0}”', profile.name),
		canGoBack,
		prompt: isKey
			? l10n.t('Private key, as PEM (PKCS #8) or JWK. It goes to VS Code’s secret storage, and only signs.')
			: l10n.t('Client secret. It goes to VS Code’s secret storage.'),
		value: '',
		password: true,
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

/** A box of one line turns the line breaks of a PEM into spaces. */
export function clientSecretOf(text: string, isKey: boolean): string {
	const [, label, body] = /^-----BEGIN ([A-Z ]+)-----([\s\S]*)-----END \1-----$/.exec(text.trim()) ?? [];
	return isKey && label !== undefined && body !== undefined
		? `-----BEGIN ${label}-----\n${body.trim().split(/\s+/).join('\n')}\n-----END ${label}-----`
		: text.trim();
}
