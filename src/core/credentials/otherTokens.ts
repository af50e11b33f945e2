import type { Failure } from '../errors/failure.ts';
import { clientAuthOf } from '../oauth/clientAuth.ts';
import { readOAuthSecret } from '../oauth/oauthSecret.ts';
import type { OAuthProtocol } from '../oauth/protocol.ts';
import { freshnessOf } from '../oauth/tokens.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { AuditTrail, Clock } from '../ports.ts';
import type { AccessTokenProfile, ClientCredentialsProfile } from '../profiles/profile.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import type { SourcedSecrets } from '../secretSources/sourcedSecrets.ts';
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
	readonly secrets: () => Promise<SourcedSecrets>;
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
	const isAnew = rejected !== undefined;
	const secret = await clientSecret(ports, profile, signal, isAnew);
	if (secret.kind !== 'answered') {
		return secret;
	}
	const outcome = await tokenBy(ports, profile, secret.value, signal);
	if (!profile.source || isAnew || outcome.kind !== 'failed' || !isClientRefused(outcome.failure)) {
		return outcome;
	}
	const other = await clientSecret(ports, profile, signal, true);
	return other.kind === 'answered' && other.value !== secret.value
		? tokenBy(ports, profile, other.value, signal)
		: outcome;
}

const isClientRefused = ({ cause, httpStatus }: Failure): boolean =>
	cause === 'oauth-client-invalid' || httpStatus === 401 || httpStatus === 403;

async function clientSecret(
	{ store, secrets }: MachinePorts,
	profile: ClientCredentialsProfile,
	signal: AbortSignal,
	anew: boolean,
): Promise<Outcome<string | undefined>> {
	const { source } = profile;
	if (source) {
		const { sourcedClientSecret } = await import('./sourcedClientSecret.ts');
		return sourcedClientSecret(await secrets(), { ...profile, source }, signal, anew);
	}
	const stored = await store.secretOf(profile);
	return stored.kind === 'answered' ? answered(readOAuthSecret(stored.value)?.clientSecret) : stored;
}

async function tokenBy(
	{ protocol, audit }: Ports,
	profile: ClientCredentialsProfile,
	secret: string | undefined,
	signal: AbortSignal,
): Promise<Outcome<TokenGrant>> {
	const { id, name, server, clientId, clientAuth, scopes, parameters } = profile;
	const call = { server, clientId, auth: clientAuthOf(clientAuth, secret), signal };
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
