import { asClient, type ClientSecrets } from '../oauth/asClient.ts';
import type { ClientAuth } from '../oauth/clientAuth.ts';
import { readOAuthSecret } from '../oauth/oauthSecret.ts';
import type { OAuthProtocol } from '../oauth/protocol.ts';
import { freshnessOf } from '../oauth/tokens.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { AuditTrail, Clock } from '../ports.ts';
import type { AccessTokenProfile, ClientCredentialsProfile } from '../profiles/profile.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import type { TokenGrant } from './tokenCache.ts';
import { accessOf } from './userTokens.ts';

type Ports = {
	readonly store: ProfileStore;
	readonly protocol: () => Promise<Pick<OAuthProtocol, 'clientCredentials'>>;
	readonly clock: Clock;
	readonly audit: AuditTrail;
};

type MachinePorts = Ports & {
	/** Loaded for clients whose secret lies elsewhere alone. */
	readonly secrets: () => Promise<ClientSecrets>;
};

/**
 * A token for a client's own credentials (RFC 6749, section 4.4). It stays in memory; another is had any time. A secret that is kept
 * elsewhere may have been replaced there: where it, or the token it brought, was refused, it is fetched once more.
 */
export async function clientCredentialsToken(
	ports: MachinePorts,
	profile: ClientCredentialsProfile,
	signal: AbortSignal,
	rejected?: string,
): Promise<Outcome<TokenGrant>> {
	const { source, clientAuth: auth } = profile;
	const stored = source ? answered(undefined) : await storedClientSecret(ports, profile);
	if (stored.kind !== 'answered') {
		return stored;
	}
	const client = { auth, clientSecret: stored.value, source, owner: profile };
	const ask = (proof: ClientAuth) => tokenBy(ports, profile, proof, signal);
	return asClient(ports.secrets, client, signal, ask, { isAnew: rejected !== undefined });
}

async function storedClientSecret(
	{ store }: Ports,
	profile: ClientCredentialsProfile,
): Promise<Outcome<string | undefined>> {
	const stored = await store.secretOf(profile);
	return stored.kind === 'answered' ? answered(readOAuthSecret(stored.value)?.clientSecret) : stored;
}

async function tokenBy(
	{ protocol, audit }: Ports,
	profile: ClientCredentialsProfile,
	auth: ClientAuth,
	signal: AbortSignal,
): Promise<Outcome<TokenGrant>> {
	const { id, name, server, clientId, scopes, parameters } = profile;
	const call = { server, clientId, auth, signal };
	const outcome = await (await protocol()).clientCredentials(call, { scopes, parameters });
	audit.record({
		type: 'token-requested',
		grantType: 'client_credentials',
		result: outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind,
		profileId: id,
		profileName: name,
	});
	return outcome.kind === 'answered' ? answered({ token: accessOf(outcome.value, scopes), profile }) : outcome;
}

/** The token that was pasted. Nothing renews it. */
export async function pastedToken(
	{ store, clock }: Ports,
	profile: AccessTokenProfile,
	rejected: string | undefined,
): Promise<Outcome<TokenGrant>> {
	const secret = await store.secretOf(profile);
	if (secret.kind !== 'answered') {
		return secret;
	}
	const { access } = readOAuthSecret(secret.value) ?? {};
	const isOver = !access || access.accessToken === rejected || freshnessOf(access, clock.now()) === 'over';
	return isOver
		? failed({
				cause: 'token-invalid',
				evidence: 'the token has ended',
				context: { credential: 'access-token', hasTokenExpired: true },
			})
		: answered({ token: access, profile });
}
