import { clientSecretOf } from '../oauth/clientAuth.ts';
import { answered, type Outcome } from '../outcome.ts';
import type { ClientCredentialsProfile } from '../profiles/profile.ts';
import type { StoredSource } from '../secretSources/secretSource.ts';
import type { SourcedSecrets } from '../secretSources/sourcedSecrets.ts';

type Owner = ClientCredentialsProfile & { readonly source: StoredSource };

/** The secret of a client, or its private key, that is kept elsewhere. `anew`: what is in memory of it was refused. */
export async function sourcedClientSecret(
	secrets: SourcedSecrets,
	profile: Owner,
	signal: AbortSignal,
	anew: boolean,
): Promise<Outcome<string>> {
	const fetched = await secrets[anew ? 'renew' : 'get'](profile.source, profile, signal);
	return fetched.kind === 'answered'
		? answered(clientSecretOf(fetched.value, profile.clientAuth === 'private_key_jwt'))
		: fetched;
}
