import type { Machine } from '../adc/machine.ts';
import type { Digest } from '../federation/awsRequest.ts';
import type { MintingPorts } from '../impersonation/generateAccessToken.ts';
import type { OAuthProtocol } from '../oauth/protocol.ts';
import type { AuditTrail } from '../ports.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import type { SourcedSecrets } from '../secretSources/sourcedSecrets.ts';
import type { AssertionSigner } from '../serviceAccounts/assertion.ts';
import { serviceAccountToken } from './serviceAccountTokens.ts';
import { TokenCache } from './tokenCache.ts';
import type { UserTokens } from './userTokens.ts';

export type TokenPorts = MintingPorts & {
	readonly store: ProfileStore;
	readonly secrets: () => Promise<SourcedSecrets>;
	readonly protocol: () => Promise<OAuthProtocol>;
	readonly signer: AssertionSigner;
	readonly digest: Digest;
	readonly audit: AuditTrail;
	/** Absent in the web. */
	readonly machine?: (() => Promise<Machine>) | undefined;
	readonly users: Pick<UserTokens, 'get'>;
};

/** The tokens of all profiles. A method's way to one is loaded with the first of its profiles, unless it is shorter than loading it is worth. */
export function tokensByMethod(ports: TokenPorts): TokenCache {
	const tokens: TokenCache = new TokenCache(ports.clock, async (profile, rejected, signal) => {
		switch (profile.method) {
			case 'oauth-user':
				return ports.users.get(profile, rejected, signal);
			case 'service-account':
				return serviceAccountToken(ports, profile, signal, rejected);
			case 'adc': {
				const { adcToken } = await import('./adcTokens.ts');
				return adcToken(ports, profile, signal);
			}
			case 'workload-identity': {
				const { workloadToken } = await import('./workloadTokens.ts');
				return workloadToken(ports, profile, signal);
			}
			case 'impersonation': {
				const { impersonatedToken } = await import('./impersonatedTokens.ts');
				return impersonatedToken({ ...ports, tokens }, profile, signal);
			}
			case 'access-token': {
				const { pastedToken } = await import('./otherTokens.ts');
				return pastedToken(ports, profile, rejected);
			}
			case 'oauth-client-credentials': {
				const { clientCredentialsToken } = await import('./otherTokens.ts');
				return clientCredentialsToken(ports, profile, signal, rejected);
			}
		}
	});
	return tokens;
}
