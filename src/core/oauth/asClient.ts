import type { Outcome } from '../outcome.ts';
import type { StoredSource } from '../secretSources/secretSource.ts';
import type { SecretOwner, SourcedSecrets } from '../secretSources/sourcedSecrets.ts';
import { type ClientAuth, clientAuthOf } from './clientAuth.ts';
import type { ClientAuthMethod } from './clientAuthMethods.ts';

/** By what a client proves to be itself: a secret, or private key, that is at hand, or the place where it is kept. */
export type ClientSecret = { readonly clientSecret?: string | undefined; readonly source?: StoredSource | undefined };

/** `owner`: of the secret. */
export type ProvingClient = ClientSecret & { readonly auth: ClientAuthMethod; readonly owner: SecretOwner };

export type ClientSecrets = Pick<SourcedSecrets, 'get' | 'renew'>;

/**
 * Asks a server as a client. A secret that is kept elsewhere is fetched for it; where the server refuses the client it may have been
 * replaced there, so that it is fetched once more. `isAnew`: what is in memory of it was refused already.
 */
export async function asClient<T>(
	secrets: () => Promise<ClientSecrets>,
	{ auth, clientSecret, source, owner }: ProvingClient,
	signal: AbortSignal,
	ask: (auth: ClientAuth) => Promise<Outcome<T>>,
	{ isAnew = false }: { readonly isAnew?: boolean } = {},
): Promise<Outcome<T>> {
	// A public client proves itself by nothing, and depends on no place.
	if (!source || auth === 'none') {
		return ask(clientAuthOf(auth, clientSecret));
	}
	const { asSourcedClient } = await import('./asSourcedClient.ts');
	return asSourcedClient(await secrets(), { auth, source, owner, isAnew }, signal, ask);
}
