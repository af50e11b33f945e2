import type { Machine } from '../adc/machine.ts';
import type { Cause } from '../errors/cause.ts';
import { type Configuration, hostToConfirm, readConfigurationText } from '../federation/configuration.ts';
import type { FederationStep } from '../federation/debugFederation.ts';
import { federatedToken } from '../federation/federatedToken.ts';
import type { MintingPorts } from '../impersonation/generateAccessToken.ts';
import { readOAuthSecret } from '../oauth/oauthSecret.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { WorkloadIdentityProfile } from '../profiles/profile.ts';
import { storageFailure } from '../profiles/storageFailure.ts';
import type { TokenGrant } from './tokenCache.ts';
import type { TokenPorts } from './tokensByMethod.ts';

type Ports = Pick<TokenPorts, keyof MintingPorts | 'store' | 'secrets' | 'protocol' | 'digest' | 'audit' | 'machine'>;

const context = { credential: 'workload-identity' } as const;

/** A token of a workload's identity elsewhere. It stays in memory; another is had any time. */
export async function workloadToken(
	ports: Ports,
	profile: WorkloadIdentityProfile,
	signal: AbortSignal,
): Promise<Outcome<TokenGrant>> {
	const opened = await openWorkload(ports, profile);
	if (opened.kind !== 'answered') {
		return opened;
	}
	const { machine, configuration } = opened.value;
	const outcome = await federatedToken({ ...ports, machine }, configuration, profile.scopes, signal);
	recordRequest(ports, profile, outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind);
	if (outcome.kind !== 'answered') {
		return outcome;
	}
	const { quotaProject } = configuration;
	return answered({ token: { ...outcome.value, ...(quotaProject ? { quotaProject } : {}) }, profile });
}

/** Goes the same way once more, to tell what is said on it. */
export async function debugWorkload(
	ports: Ports,
	profile: WorkloadIdentityProfile,
	signal: AbortSignal,
): Promise<Outcome<readonly FederationStep[]>> {
	const opened = await openWorkload(ports, profile);
	if (opened.kind !== 'answered') {
		return opened;
	}
	const { debugFederation } = await import('../federation/debugFederation.ts');
	const { machine, configuration } = opened.value;
	const went = await debugFederation({ ...ports, machine }, configuration, profile.scopes, signal);
	if (went.kind === 'failed') {
		return went;
	}
	const refused = went.kind === 'answered' ? went.value.find(({ cause }) => cause !== undefined)?.cause : undefined;
	recordRequest(ports, profile, refused ?? went.kind);
	return went;
}

function recordRequest(
	{ audit }: Ports,
	{ id, name }: WorkloadIdentityProfile,
	result: Cause | 'answered' | 'cancelled',
): void {
	audit.record({
		type: 'token-requested',
		grantType: 'token-exchange',
		result,
		profileId: id,
		profileName: name,
	});
}

/** The stored configuration, judged again: what was saved by another version was judged by that. */
export async function openWorkload(
	{ store, machine: reached }: Pick<Ports, 'store' | 'machine'>,
	profile: WorkloadIdentityProfile,
): Promise<Outcome<{ readonly configuration: Configuration; readonly machine: Machine }>> {
	const stored = await store.secretOf(profile);
	if (stored.kind !== 'answered') {
		return stored;
	}
	const text = readOAuthSecret(stored.value)?.configuration;
	if (text === undefined) {
		return failed(storageFailure('secret unreadable'));
	}
	const machine = await reached?.();
	if (!machine) {
		return failed({ cause: 'source-failed', evidence: 'VS Code in the browser has no files and no machine', context });
	}
	const read = readConfigurationText(text);
	if (!read.ok) {
		return failed({ cause: 'credential-file-invalid', evidence: read.message, context });
	}
	const host = hostToConfirm(read.configuration);
	return host === profile.host
		? answered({ configuration: read.configuration, machine })
		: failed({ cause: 'host-not-allowed', host: host ?? '', context });
}
