import type { Failure } from '../errors/failure.ts';
import { google } from '../oauth/authorizationServer.ts';
import { readOAuthSecret } from '../oauth/oauthSecret.ts';
import type { OAuthProtocol } from '../oauth/protocol.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { AuditTrail, Clock } from '../ports.ts';
import type { ServiceAccountProfile } from '../profiles/profile.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import { storageFailure } from '../profiles/storageFailure.ts';
import type { SourcedSecrets } from '../secretSources/sourcedSecrets.ts';
import {
	type AssertionSigner,
	assertionClaims,
	type SigningKey,
	selfSignedClaims,
} from '../serviceAccounts/assertion.ts';
import type { TokenGrant } from './tokenCache.ts';
import { accessOf } from './userTokens.ts';

type Ports = {
	readonly store: ProfileStore;
	/** Loaded for accounts whose key lies elsewhere alone. */
	readonly secrets: () => Promise<SourcedSecrets>;
	readonly protocol: () => Promise<OAuthProtocol>;
	readonly signer: AssertionSigner;
	readonly clock: Clock;
	readonly audit: AuditTrail;
};

/**
 * A token of a service account: asked for with a signed request, or signed here. It stays in memory; another is had any time. A key that is
 * kept elsewhere may have been replaced there: where it, or the token it brought, was refused, it is fetched once more.
 */
export async function serviceAccountToken(
	ports: Ports,
	profile: ServiceAccountProfile,
	signal: AbortSignal,
	rejected?: string,
): Promise<Outcome<TokenGrant>> {
	ports.signer.prepare();
	const isAnew = rejected !== undefined;
	const key = await keyOf(ports, profile, signal, isAnew);
	if (key.kind !== 'answered') {
		return key;
	}
	const outcome = await tokenBy(ports, profile, key.value, signal);
	if (!profile.source || isAnew || outcome.kind !== 'failed' || !isKeyRefused(outcome.failure)) {
		return outcome;
	}
	const other = await keyOf(ports, profile, signal, true);
	return other.kind === 'answered' && other.value.privateKey !== key.value.privateKey
		? tokenBy(ports, profile, other.value, signal)
		: outcome;
}

const isKeyRefused = ({ cause, httpStatus = 0 }: Failure): boolean =>
	cause === 'jwt-signature-invalid' || httpStatus === 401 || httpStatus === 403;

async function keyOf(
	{ store, secrets }: Ports,
	profile: ServiceAccountProfile,
	signal: AbortSignal,
	anew: boolean,
): Promise<Outcome<SigningKey>> {
	const { keyId, secretVersion: version, source } = profile;
	if (source) {
		const { sourcedKeyFile } = await import('./sourcedKeyFile.ts');
		return sourcedKeyFile(await secrets(), { ...profile, source }, signal, anew);
	}
	const stored = await store.secretOf(profile);
	if (stored.kind !== 'answered') {
		return stored;
	}
	const privateKey = readOAuthSecret(stored.value)?.privateKey;
	return privateKey === undefined
		? failed(storageFailure('secret unreadable'))
		: answered({ privateKey, keyId, version });
}

const tokenBy = (ports: Ports, profile: ServiceAccountProfile, key: SigningKey, signal: AbortSignal) =>
	profile.signing === 'self-signed' ? selfSigned(ports, profile, key) : exchanged(ports, profile, key, signal);

async function selfSigned(
	{ signer, clock }: Ports,
	profile: ServiceAccountProfile,
	key: SigningKey,
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
	key: SigningKey,
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
