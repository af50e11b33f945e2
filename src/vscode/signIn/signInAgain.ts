import * as l10n from '@vscode/l10n';
import { replaceSignIn } from '../../core/oauth/keepSignIn.ts';
import { readOAuthSecret } from '../../core/oauth/oauthSecret.ts';
import { orAborted } from '../../core/orAborted.ts';
import type { OAuthUserProfile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { sayFailure } from '../profiles/sayFailure.ts';
import { withCancel } from '../withCancel.ts';
import { askClientSecret } from './askClientSecret.ts';
import { finishSignIn, isToBeTriedAgain } from './finishSignIn.ts';
import { runSignIn } from './runSignIn.ts';

/** Signs in again with a profile, with its own client; `additional`: scopes to ask for beside those it has. */
export async function signInAgain(
	parts: Parts,
	profile: OAuthUserProfile,
	{ additional = [] }: { readonly additional?: readonly string[] } = {},
): Promise<OAuthUserProfile | undefined> {
	const reading = l10n.t('Reading the OAuth client of {0}…', plainText(profile.name));
	const secret = await withCancel(parts.clock, reading, (signal) => orAborted(parts.store.secretOf(profile), signal));
	if (secret === 'aborted') {
		return undefined;
	}
	let clientSecret = secret.kind === 'answered' ? readOAuthSecret(secret.value)?.clientSecret : undefined;
	if (!clientSecret && profile.client.auth !== 'none') {
		// Storage may have lost it; the server would refuse the client without it.
		const asked = await askClientSecret(parts, profile);
		if (typeof asked === 'string') {
			return undefined;
		}
		clientSecret = asked.value.trim();
	}
	const scopes = [...new Set([...profile.scopes, ...additional])];
	const { server, client, signIn } = profile;
	for (;;) {
		const { outcome, redirectUri } = await runSignIn(
			parts,
			{
				server,
				client,
				scopes,
				...(clientSecret ? { clientSecret } : {}),
				...(signIn?.account ? { loginHint: signIn.account } : {}),
			},
			profile,
		);
		if (outcome.kind === 'answered') {
			const { lockOf } = await parts.signIn();
			const kept = await replaceSignIn({ ...parts, lockOf }, profile, clientSecret, { tokens: outcome.value, scopes });
			if (kept.kind === 'answered' && kept.value.method === 'oauth-user') {
				return finishSignIn(parts, kept.value, { isNew: false, accountBefore: signIn?.account });
			}
			sayFailure(kept.kind === 'failed' ? kept.failure : undefined, profile);
			return undefined;
		}
		if (!(await isToBeTriedAgain(outcome, { redirectUri, server }))) {
			return undefined;
		}
	}
}
