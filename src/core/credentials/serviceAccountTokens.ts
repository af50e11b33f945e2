import { google } from '../oauth/authorizationServer.ts';
import { readOAuthSecret } from '../oauth/oauthSecret.ts';
import type { OAuthProtocol } from '../oauth/protocol.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { AuditTrail, Clock } from '../ports.ts';
import type { ServiceAccountProfile } from '../profiles/profile.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import { storageFailure } from '../profiles/storageFailure.ts';
import { type AssertionSigner, assertionClaims, selfSignedClaims } from '../serviceAccounts/assertion.ts';
import type { TokenGrant } from './tokenCache.ts';
import { accessOf } from './userTokens.ts';

type Ports = {
	readonly store: ProfileStore;
	readonly protocol: () => Promise<OAuthProtocol>;
	readonly signer: AssertionSigner;
	readonly clock: Clock;
	readonly audit: AuditTrail;
};

/** A token of a service account: asked for with a signed request, or signed here. It stays in memory; another is had any time. */
export async function serviceAccountToken(
	ports: Ports,
	profile: ServiceAccountProfile,
	signal: AbortSignal,
): Promise<Outcome<TokenGrant>> {
	const stored = await ports.store.secretOf(profile);
	if (stored.kind !== 'answered') {
		return stored;
	}
	const privateKey = readOAuthSecret(stored.value)?.privateKey;
	if (privateKey === undefined) {
		return failed(storageFailure('secret unreadable'));
	}
	const { keyId, secretVersion: version } = profile;
	const key = { privateKey, keyId, version };
	return profile.signing === 'self-signed' ? selfSigned(ports, profile, key) : exchanged(ports, profile, key, signal);
}

type Key = Parameters<AssertionSigner['sign']>[0];

async function selfSigned(
	{ signer, clock }: Ports,
	profile: ServiceAccountProfile,
	key: Key,
): Promise<Outcome<TokenGrant>> {
	const { email, scopes } = profile;
	const obtainedAt = clock.now();
	const claims = selfSignedClaims(email, scopes, obtainedAt);
	const accessToken = await signer.sign(key, claims);
	return answered({ token: { accessToken, obtainedAt, expiresAt: Number(claims['exp']) * 1000, scopes }, profile });
}

async function exchanged(
	{ protocol, signer, clock, audit }: Ports,
	profile: ServiceAccountProfile,
	key: Key,
	signal: AbortSignal,
): Promise<Outcome<TokenGrant>> {
	const { id, name, email, scopes, subject } = profile;
	const assertion = await signer.sign(key, assertionClaims(email, scopes, subject, clock.now()));
	const outcome = await (await protocol()).jwtBearer(google, assertion, signal);
	audit.record({
		type: 'token-requested',
		grantType: 'jwt-bearer',
		result: outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind,
		profileId: id,
		profileName: name,
	});
	return outcome.kind === 'answered' ? answered({ token: accessOf(outcome.value, scopes), profile }) : outcome;
}
