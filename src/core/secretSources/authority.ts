import { answered, type Outcome } from '../outcome.ts';
import type { Profile, TokenProfile } from '../profiles/profile.ts';
import { readSource } from './readSource.ts';
import type { SecretManagerSource } from './secretSource.ts';
import { sourceFailed } from './sourceFailure.ts';

/**
 * The profile whose token opens a secret. Looked at before anything is asked: two profiles that wait for each other's secret
 * would wait for ever.
 */
export function authorityOf(
	profiles: readonly Profile[],
	{ profileId }: SecretManagerSource,
	ownerId: string,
): Outcome<TokenProfile> {
	const first = profiles.find(({ id }) => id === profileId);
	const passed = new Set([ownerId]);
	for (let next = first; next; next = sourceOf(next, profiles)) {
		if (passed.has(next.id)) {
			return sourceFailed('manager-profile-loop', first?.name);
		}
		passed.add(next.id);
	}
	if (!first) {
		return sourceFailed('manager-profile-gone');
	}
	return first.method === 'api-key' ? sourceFailed('manager-profile-a-key', first.name) : answered(first);
}

/** Whose token a profile needs for its own: for its secret, or to act as another account. */
function sourceOf(profile: Profile, profiles: readonly Profile[]): Profile | undefined {
	const source = 'source' in profile && profile.source ? readSource(profile.source) : undefined;
	const needed =
		profile.method === 'impersonation'
			? profile.sourceId
			: source?.kind === 'secret-manager'
				? source.profileId
				: undefined;
	return profiles.find(({ id }) => id === needed);
}
