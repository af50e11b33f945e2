import type { AdcClient, AdcCredentials } from '../adc/credentialFile.ts';
import type { Machine } from '../adc/machine.ts';
import { askMetadata, type Look, type Search, searchAdc } from '../adc/search.ts';
import { isRecord, textOf } from '../errors/googleError.ts';
import { federatedToken } from '../federation/federatedToken.ts';
import { generateAccessToken, type MintingPorts } from '../impersonation/generateAccessToken.ts';
import { longestLifetime } from '../impersonation/lifetime.ts';
import { type AuthorizationServer, google } from '../oauth/authorizationServer.ts';
import type { AccessToken } from '../oauth/tokens.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import { parseJson } from '../parseJson.ts';
import type { AdcProfile } from '../profiles/profile.ts';
import { assertionClaims } from '../serviceAccounts/assertion.ts';
import type { TokenGrant } from './tokenCache.ts';
import type { TokenPorts } from './tokensByMethod.ts';
import { accessOf } from './userTokens.ts';

type Ports = Pick<TokenPorts, keyof MintingPorts | 'secrets' | 'protocol' | 'signer' | 'digest' | 'audit' | 'machine'>;

const context = { credential: 'adc' } as const;

export const notInBrowser = failed({
	cause: 'adc-not-found',
	evidence: 'VS Code in the browser has no files and no environment',
	context,
});

/**
 * A token by Application Default Credentials. They are looked for anew each time, as Google's libraries do at their start, and nothing of
 * them is kept longer than that takes.
 */
export async function adcToken(ports: Ports, profile: AdcProfile, signal: AbortSignal): Promise<Outcome<TokenGrant>> {
	const machine = await ports.machine?.();
	if (!machine) {
		return notInBrowser;
	}
	const search = await searchAdc(machine, signal);
	const { found } = search;
	const outcome = !found
		? nothingFound(search)
		: 'file' in found
			? await tokenOf(ports, machine, found.file.credentials, profile.scopes, signal)
			: await metadataToken(ports, machine, found.metadata, profile.scopes, signal);
	ports.audit.record({
		type: 'token-requested',
		grantType: found ? ('file' in found ? found.file.credentials.type : 'metadata') : 'adc',
		result: outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind,
		profileId: profile.id,
		profileName: profile.name,
	});
	if (outcome.kind !== 'answered') {
		return outcome.kind === 'failed'
			? failed({ ...outcome.failure, context: { ...outcome.failure.context, ...context } })
			: outcome;
	}
	const quota = found?.quotaProject ? { quotaProject: found.quotaProject } : {};
	return answered({ token: { ...outcome.value, ...quota }, profile });
}

export function nothingFound({ looks }: Search): Outcome<never> {
	const broken = looks.find(({ result }) => result === 'broken');
	const evidence = (broken ? [broken] : looks).map(({ where, why }: Look) => `${where}: ${why}`).join(' ');
	return failed({ cause: broken ? 'credential-file-invalid' : 'adc-not-found', evidence, context });
}

async function tokenOf(
	ports: Ports,
	machine: Machine,
	credentials: AdcCredentials,
	scopes: readonly string[],
	signal: AbortSignal,
): Promise<Outcome<AccessToken>> {
	const { protocol, signer, clock } = ports;
	switch (credentials.type) {
		case 'authorized_user':
			return refreshed(ports, google, credentials.client, 'client_secret_post', signal);
		case 'external_account_authorized_user': {
			const { origin } = new URL(credentials.tokenUrl);
			const server = { issuer: origin, token_endpoint: credentials.tokenUrl };
			return refreshed(ports, server, credentials.client, 'client_secret_basic', signal);
		}
		case 'service_account': {
			const { email, keyId, privateKey } = credentials.key;
			const key = { privateKey, keyId, version: `adc ${email} ${keyId}` };
			const assertion = await signer.sign(key, assertionClaims(email, scopes, undefined, clock.now()));
			const outcome = await (await protocol()).jwtBearer(google, assertion, signal);
			return outcome.kind === 'answered' ? answered(accessOf(outcome.value, scopes)) : outcome;
		}
		case 'external_account':
			return federatedToken({ ...ports, machine }, credentials.configuration, scopes, signal);
		case 'impersonated_service_account': {
			const { email, delegates, source } = credentials;
			const token = await tokenOf(ports, machine, source, scopes, signal);
			return token.kind === 'answered'
				? generateAccessToken(
						ports,
						{ email, delegates, lifetime: longestLifetime, scopes },
						{ accessToken: token.value.accessToken, credential: 'adc' },
						signal,
					)
				: token;
		}
	}
}

/** Whatever refresh token comes with it is left alone: the file is gcloud's. */
async function refreshed(
	{ protocol }: Ports,
	server: AuthorizationServer,
	{ id, secret, refreshToken }: AdcClient,
	method: 'client_secret_post' | 'client_secret_basic',
	signal: AbortSignal,
): Promise<Outcome<AccessToken>> {
	const call = { server, clientId: id, auth: { method, secret }, signal };
	const outcome = await (await protocol()).refresh(call, refreshToken);
	return outcome.kind === 'answered' ? answered(accessOf(outcome.value, [])) : outcome;
}

/** Google's own machines have their tokens from the metadata server (https://cloud.google.com/compute/docs/access/authenticate-workloads). */
async function metadataToken(
	{ clock }: Ports,
	machine: Machine,
	host: string,
	scopes: readonly string[],
	signal: AbortSignal,
): Promise<Outcome<AccessToken>> {
	const obtainedAt = clock.now();
	const path = `instance/service-accounts/default/token?scopes=${encodeURIComponent(scopes.join(','))}`;
	const answer = await askMetadata(machine, host, path, signal);
	if (answer.kind === 'silent' || answer.headers['metadata-flavor'] !== 'Google') {
		return failed({
			cause: 'network-unreachable',
			host,
			evidence: answer.kind === 'silent' ? answer.reason : 'not Google',
		});
	}
	const json = parseJson(answer.body);
	const { access_token, expires_in } = isRecord(json) ? json : {};
	const accessToken = textOf(access_token);
	return answer.status === 200 && accessToken !== '' && typeof expires_in === 'number'
		? answered({ accessToken, obtainedAt, expiresAt: obtainedAt + expires_in * 1000, scopes })
		: failed({
				cause: answer.status === 400 ? 'scope-insufficient' : 'adc-not-found',
				host,
				httpStatus: answer.status,
				evidence: 'metadata server',
			});
}
