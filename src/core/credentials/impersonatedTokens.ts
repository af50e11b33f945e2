import type { Failure } from '../errors/failure.ts';
import { generateAccessToken, type MintingPorts } from '../impersonation/generateAccessToken.ts';
import { sourceOf } from '../impersonation/sources.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { AuditTrail } from '../ports.ts';
import type { ImpersonationProfile, TokenProfile } from '../profiles/profile.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import type { TokenCache, TokenGrant } from './tokenCache.ts';

type Ports = MintingPorts & {
	readonly store: ProfileStore;
	/** Where the source's token is had, by whatever its own method takes. */
	readonly tokens: Pick<TokenCache, 'get' | 'renew'>;
	readonly audit: AuditTrail;
};

/** A token of another service account, made with the token of another profile. It stays in memory; another is had any time. */
export async function impersonatedToken(
	ports: Ports,
	profile: ImpersonationProfile,
	signal: AbortSignal,
): Promise<Outcome<TokenGrant>> {
	const { store, tokens, audit } = ports;
	const profiles = await store.list();
	if (profiles.kind !== 'answered') {
		return profiles;
	}
	const source = sourceOf(profile, profiles.value);
	if (source.kind !== 'found') {
		return failed(sourceFailures[source.kind]);
	}
	const token = await tokens.get(source.profile, signal);
	if (token.kind !== 'answered') {
		return ofSource(source.profile, token);
	}
	const outcome = await generateAccessToken(
		ports,
		profile,
		{
			accessToken: token.value.accessToken,
			credential: source.profile.method === 'oauth-client-credentials' ? 'access-token' : source.profile.method,
			// A token that was pasted is the only one there is.
			...(source.profile.method === 'access-token' ? {} : { renew: renewing(ports, source.profile, signal) }),
		},
		signal,
	);
	audit.record({
		type: 'token-requested',
		grantType: 'generateAccessToken',
		result: outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind,
		profileId: profile.id,
		profileName: profile.name,
	});
	return outcome.kind === 'answered' ? answered({ token: outcome.value, profile }) : outcome;
}

const renewing =
	({ tokens }: Ports, source: TokenProfile, signal: AbortSignal) =>
	async (rejected: string): Promise<Outcome<string>> => {
		const other = await tokens.renew(source, rejected, signal);
		return other.kind === 'answered' ? answered(other.value.accessToken) : ofSource(source, other);
	};

const context = { credential: 'impersonation' } as const;
/** By why there is no source. */
export const sourceFailures = {
	gone: { cause: 'source-failed', evidence: 'the source profile was deleted', context },
	loop: { cause: 'source-failed', evidence: 'the source profiles form a loop', context },
	foreign: { cause: 'host-not-allowed', evidence: 'the tokens of the source profile are not for Google', context },
} as const satisfies Record<string, Failure>;

/** Says whose fault it is: nothing that helps against it can be done at the profile that was asked. */
function ofSource<T>(
	{ name }: TokenProfile,
	outcome: Exclude<Outcome<T>, { kind: 'answered' }>,
): Exclude<Outcome<never>, { kind: 'answered' }> {
	if (outcome.kind === 'cancelled') {
		return outcome;
	}
	const { evidence, ...failure } = outcome.failure;
	return failed({ ...failure, evidence: `source profile “${name}”${evidence ? `: ${evidence}` : ''}` });
}
