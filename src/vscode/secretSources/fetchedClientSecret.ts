import { clientSecretOf } from '../../core/oauth/clientAuth.ts';
import type { SecretSource } from '../../core/secretSources/secretSource.ts';
import type { SecretOwner } from '../../core/secretSources/sourcedSecrets.ts';
import type { Parts } from '../parts.ts';
import { failureInWords } from '../profiles/sayFailure.ts';
import type { Step } from '../quickInput/steps.ts';
import { type Finding, nobodyYet } from './finding.ts';

/** Fetches the secret of a client, or its private key, from where it is said to be kept, and hands it to `take`. */
export function fetchedClientSecret(
	parts: Parts,
	{ isKey, owner = nobodyYet }: { readonly isKey: boolean; readonly owner?: SecretOwner },
	take: (secret: string, source: SecretSource) => Promise<string | undefined>,
	next: Step,
): Finding {
	return {
		usualName: isKey ? 'OAUTH_PRIVATE_KEY' : 'OAUTH_CLIENT_SECRET',
		find: async (source, signal) => {
			const secrets = await parts.secrets();
			const fetched = await secrets.renew(source, owner, signal);
			if (fetched.kind !== 'answered') {
				return fetched.kind === 'failed' ? failureInWords(fetched.failure) : undefined;
			}
			return take(clientSecretOf(fetched.value, isKey), source);
		},
		next,
	};
}
