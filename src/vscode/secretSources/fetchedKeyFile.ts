import { keyFileOfSource } from '../../core/credentials/sourcedKeyFile.ts';
import type { SecretSource } from '../../core/secretSources/secretSource.ts';
import type { SecretOwner } from '../../core/secretSources/sourcedSecrets.ts';
import type { ServiceAccountKey } from '../../core/serviceAccounts/keyFile.ts';
import type { Parts } from '../parts.ts';
import { failureInWords } from '../profiles/sayFailure.ts';
import type { Step } from '../quickInput/steps.ts';
import { type Finding, nobodyYet } from './finding.ts';

type Found = { readonly key: ServiceAccountKey; readonly source: SecretSource };

/** Fetches the key file of a service account from where it is said to be kept, and checks it as one that is chosen. */
export function fetchedKeyFile(
	parts: Parts,
	refusalOfKey: (key: ServiceAccountKey) => Promise<string | undefined>,
	then: (found: Found) => Step,
	owner: SecretOwner = nobodyYet,
): Finding {
	let found: Found | undefined;
	return {
		usualName: 'GOOGLE_CREDENTIALS',
		find: async (source, signal) => {
			found = undefined;
			const secrets = await parts.secrets();
			const key = keyFileOfSource(await secrets.renew(source, owner, signal));
			if (key.kind !== 'answered') {
				return key.kind === 'failed' ? failureInWords(key.failure) : undefined;
			}
			found = { key: key.value, source };
			return refusalOfKey(key.value);
		},
		next: async () => (found ? then(found)() : 'back'),
	};
}
