import { clientSecretOfSource } from '../../core/oauth/asSourcedClient.ts';
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
			const secret = clientSecretOfSource(await secrets.renew(source, owner, signal), isKey);
			if (secret.kind !== 'answered') {
				return secret.kind === 'failed' ? failureInWords(secret.failure) : undefined;
			}
			return take(secret.value, source);
		},
		next,
	};
}
