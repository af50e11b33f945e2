import { hostToConfirm, readConfigurationText } from '../federation/configuration.ts';
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
	const stored = await ports.store.secretOf(profile);
	if (stored.kind !== 'answered') {
		return stored;
	}
	const text = readOAuthSecret(stored.value)?.configuration;
	if (text === undefined) {
		return failed(storageFailure('secret unreadable'));
	}
	const machine = await ports.machine?.();
	if (!machine) {
		return failed({ cause: 'source-failed', evidence: 'VS Code in the browser has no files and no machine', context });
	}
	// Judged again: what was saved by another version was judged by that.
	const read = readConfigurationText(text);
	if (!read.ok) {
		return failed({ cause: 'credential-file-invalid', evidence: read.message, context });
	}
	const { configuration } = read;
	const host = hostToConfirm(configuration);
	const { id, name, scopes } = profile;
	const outcome =
		host === profile.host
			? await federatedToken({ ...ports, machine }, configuration, scopes, signal)
			: failed({ cause: 'host-not-allowed', host: host ?? '', context });
	ports.audit.record({
		type: 'token-requested',
		grantType: 'token-exchange',
		result: outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind,
		profileId: id,
		profileName: name,
	});
	if (outcome.kind !== 'answered') {
		return outcome;
	}
	const { quotaProject } = configuration;
	return answered({ token: { ...outcome.value, ...(quotaProject ? { quotaProject } : {}) }, profile });
}
