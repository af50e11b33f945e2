import * as l10n from '@vscode/l10n';
import type { ClientSecret } from '../../core/oauth/asClient.ts';
import { readOAuthSecret } from '../../core/oauth/oauthSecret.ts';
import { orAborted } from '../../core/orAborted.ts';
import type { OAuthUserProfile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { withCancel } from '../withCancel.ts';
import { askClientSecret } from './askClientSecret.ts';

/** By what the client of a profile proves to be itself; asked for where storage has lost it. Undefined where the person leaves. */
export async function clientSecretFor(parts: Parts, profile: OAuthUserProfile): Promise<ClientSecret | undefined> {
	const found = await stored(parts, profile);
	// Without it the server would refuse the client.
	if (found !== 'missing' || profile.client.auth === 'none') {
		return found === 'missing' ? {} : found;
	}
	if ((await askClientSecret(parts, profile)) !== 'kept') {
		return undefined;
	}
	const now = await parts.store.find(profile.id);
	const kept = now.kind === 'answered' && now.value?.method === 'oauth-user' && (await stored(parts, now.value));
	return kept && kept !== 'missing' ? kept : undefined;
}

/** Undefined where the person does not wait for the keyring. */
async function stored(
	{ store, clock }: Parts,
	profile: OAuthUserProfile,
): Promise<ClientSecret | 'missing' | undefined> {
	const { source } = profile;
	if (source) {
		return { source };
	}
	const reading = l10n.t('Reading the OAuth client of {0}…', plainText(profile.name));
	const secret = await withCancel(clock, reading, (signal) => orAborted(store.secretOf(profile), signal));
	if (secret === 'aborted') {
		return undefined;
	}
	const clientSecret = secret.kind === 'answered' ? readOAuthSecret(secret.value)?.clientSecret : undefined;
	return clientSecret ? { clientSecret } : 'missing';
}
