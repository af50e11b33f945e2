import { replaceSignIn } from '../../core/oauth/keepSignIn.ts';
import type { OAuthUserProfile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { sayFailure } from '../profiles/sayFailure.ts';
import { clientSecretFor } from './clientSecretFor.ts';
import { finishSignIn, isToBeTriedAgain } from './finishSignIn.ts';
import { runSignIn } from './runSignIn.ts';

/** Signs in again with a profile, with its own client; `additional`: scopes to ask for beside those it has. */
export async function signInAgain(
	parts: Parts,
	profile: OAuthUserProfile,
	{ additional = [] }: { readonly additional?: readonly string[] } = {},
): Promise<OAuthUserProfile | undefined> {
	const secret = await clientSecretFor(parts, profile);
	if (!secret) {
		return undefined;
	}
	const { clientSecret, source } = secret;
	const scopes = [...new Set([...profile.scopes, ...additional])];
	const { server, client, signIn } = profile;
	for (;;) {
		const { outcome, redirectUri } = await runSignIn(
			parts,
			{
				server,
				client,
				scopes,
				...secret,
				...(signIn?.account ? { loginHint: signIn.account } : {}),
			},
			profile,
		);
		if (outcome.kind === 'answered') {
			const { lockOf } = await parts.signIn();
			const made = { tokens: outcome.value, scopes, source };
			const kept = await replaceSignIn({ ...parts, lockOf }, profile, clientSecret, made);
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
