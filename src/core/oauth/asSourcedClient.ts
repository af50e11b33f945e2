import { answered, type Outcome } from '../outcome.ts';
import type { StoredSource } from '../secretSources/secretSource.ts';
import type { SecretOwner } from '../secretSources/sourcedSecrets.ts';
import { sourceFailed } from '../secretSources/sourceFailure.ts';
import type { ClientSecrets } from './asClient.ts';
import { type ClientAuth, clientAuthOf, clientSecretOf } from './clientAuth.ts';
import type { ClientAuthMethod } from './clientAuthMethods.ts';
import { isClientRefused } from './clientRefused.ts';

type SourcedClient = {
	readonly auth: ClientAuthMethod;
	readonly source: StoredSource;
	readonly owner: SecretOwner;
	readonly isAnew: boolean;
};

/** Asks as a client whose secret is kept elsewhere; once more where the client is refused and the secret is another by now. */
export async function asSourcedClient<T>(
	secrets: ClientSecrets,
	{ auth, source, owner, isAnew }: SourcedClient,
	signal: AbortSignal,
	ask: (auth: ClientAuth) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
	const isKey = auth === 'private_key_jwt';
	const fetched = await secrets[isAnew ? 'renew' : 'get'](source, owner, signal);
	if (fetched.kind !== 'answered') {
		return fetched;
	}
	const secret = clientSecretOfSource(fetched, isKey);
	if (secret.kind !== 'answered') {
		return secret;
	}
	const outcome = await ask(clientAuthOf(auth, secret.value));
	if (isAnew || outcome.kind !== 'failed' || !isClientRefused(outcome.failure)) {
		return outcome;
	}
	const other = clientSecretOfSource(await secrets.renew(source, owner, signal, fetched.value), isKey);
	// What the server said about the client says more than that there is no other secret.
	return other.kind === 'answered' && other.value !== secret.value ? ask(clientAuthOf(auth, other.value)) : outcome;
}

/** What was fetched as the secret of a client, or as its private key; with nothing it would pass for a client that has none. */
export function clientSecretOfSource(fetched: Outcome<string>, isKey: boolean): Outcome<string> {
	if (fetched.kind !== 'answered') {
		return fetched;
	}
	const secret = clientSecretOf(fetched.value, isKey);
	return secret === '' ? sourceFailed('client-secret-empty') : answered(secret);
}
