import type { Machine } from '../../core/adc/machine.ts';
import type { TokenCache } from '../../core/credentials/tokenCache.ts';
import type { FederationStep } from '../../core/federation/debugFederation.ts';
import type { OAuthProtocol } from '../../core/oauth/protocol.ts';
import type { SignIns } from '../../core/oauth/signIns.ts';
import type { Transcript } from '../../core/oauth/transcript.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { Lock } from '../../core/ports.ts';
import type { WorkloadIdentityProfile } from '../../core/profiles/profile.ts';
import type { AssertionSigner } from '../../core/serviceAccounts/assertion.ts';
import type { RunningSignIns } from './runningSignIns.ts';

/** Everything that signing in and tokens take: made with the first of them, since most windows only read. */
export type SignInParts = {
	readonly protocol: OAuthProtocol;
	readonly signer: AssertionSigner;
	/** Loaded with the first person who signs in. */
	readonly signIns: () => Promise<SignIns>;
	readonly running: RunningSignIns;
	readonly tokens: TokenCache;
	readonly transcript: Transcript;
	/** Keeps the windows of this machine from changing one sign-in at the same time. */
	readonly lockOf: (profileId: string) => Lock;
	/** What is said on the way to a token of a workload identity, step by step. */
	readonly debugWorkload: (
		profile: WorkloadIdentityProfile,
		signal: AbortSignal,
	) => Promise<Outcome<readonly FederationStep[]>>;
	/** Absent in the web. */
	readonly machine?: (() => Promise<Machine>) | undefined;
	readonly canListen: boolean;
};
