import { answered, type Outcome } from '../outcome.ts';
import type { ServiceAccountProfile } from '../profiles/profile.ts';
import type { StoredSource } from '../secretSources/secretSource.ts';
import type { SourcedSecrets } from '../secretSources/sourcedSecrets.ts';
import { sourceFailed } from '../secretSources/sourceFailure.ts';
import type { SigningKey } from '../serviceAccounts/assertion.ts';
import { readKeyFile, type ServiceAccountKey } from '../serviceAccounts/keyFile.ts';

type Owner = ServiceAccountProfile & { readonly source: StoredSource };

/** The key of a service account whose key file is kept elsewhere. `anew`: what is in memory of it was refused. */
export async function sourcedKeyFile(
	secrets: SourcedSecrets,
	profile: Owner,
	signal: AbortSignal,
	anew: boolean,
): Promise<Outcome<SigningKey>> {
	const { source, email, secretVersion } = profile;
	const fetched = keyFileOfSource(await secrets[anew ? 'renew' : 'get'](source, profile, signal));
	if (fetched.kind !== 'answered') {
		return fetched;
	}
	const { privateKey, keyId, email: found } = fetched.value;
	// Whoever may write there must not make the profile act as somebody else.
	return found === email
		? answered({ privateKey, keyId, version: `${secretVersion} ${keyId}` })
		: sourceFailed('key-file-of-another', email, found);
}

/** What was fetched as a key file; a failure where it is none. */
export function keyFileOfSource(fetched: Outcome<string>): Outcome<ServiceAccountKey> {
	if (fetched.kind !== 'answered') {
		return fetched;
	}
	const read = readKeyFile(fetched.value);
	return read.ok ? answered(read.key) : sourceFailed('key-file-unusable', undefined, read.message);
}
