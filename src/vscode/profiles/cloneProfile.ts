import * as l10n from '@vscode/l10n';
import { partsOfSecret, readOAuthSecret, writeOAuthSecret } from '../../core/oauth/oauthSecret.ts';
import { orAborted } from '../../core/orAborted.ts';
import { freeName } from '../../core/profiles/freeName.ts';
import { refusalOfName } from '../../core/profiles/names.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { NewProfile } from '../../core/profiles/profileChanges.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { askText } from '../quickInput/ask.ts';
import { withCancel } from '../withCancel.ts';
import { failureInWords, sayFailure } from './sayFailure.ts';

/** Makes a second profile with the same key, under a name of its own. */
export async function cloneProfile({ store, clock }: Parts, profile: Profile): Promise<void> {
	const profiles = await store.list();
	const title = l10n.t('Reading the key of {0}…', plainText(profile.name));
	const secret = await withCancel(clock, title, (signal) => orAborted(store.secretOf(profile), signal));
	if (secret === 'aborted') {
		return;
	}
	if (secret.kind !== 'answered' || profiles.kind !== 'answered') {
		const failed = secret.kind === 'failed' ? secret : profiles;
		sayFailure(failed.kind === 'failed' ? failed.failure : undefined, profile);
		return;
	}
	const { name } = profile;
	const isSignIn = profile.method === 'oauth-user';
	await askText({
		title: l10n.t('Clone “{0}”', name),
		canGoBack: false,
		prompt: isSignIn
			? l10n.t('The copy has the same OAuth client, and is signed in on its own. Give it a name.')
			: l10n.t('The copy has the same key and goes its own way from now on. Give it a name.'),
		value: freeName(l10n.t('{0} copy', name), profiles.value),
		password: false,
		accept: async (text) => {
			const copy = text.trim();
			const refusal = refusalOfName(copy, profiles.value, partsOfSecret(secret.value));
			if (refusal) {
				return refusal;
			}
			const added = await store.add(
				{ ...copied(profile), name: copy },
				isSignIn ? clientOf(secret.value) : secret.value,
			);
			return added.kind === 'failed' ? failureInWords(added.failure) : undefined;
		},
	});
}

/** What goes on to a copy. Of a sign-in the tokens do not: where the server rotates them, two profiles would end each other's. */
function copied(profile: Profile): NewProfile {
	const { id: _, secretVersion: __, createdAt: ___, lastUsedAt: ____, ...rest } = profile;
	if (rest.method !== 'oauth-user') {
		return rest;
	}
	const { signIn: _____, lastCheck: ______, ...client } = rest;
	return client;
}

function clientOf(secret: string): string {
	const { clientSecret } = readOAuthSecret(secret) ?? {};
	return writeOAuthSecret(clientSecret ? { clientSecret } : {});
}
