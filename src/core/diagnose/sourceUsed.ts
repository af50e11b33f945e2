import type { Profile } from '../profiles/profile.ts';
import type { StoredSource } from '../secretSources/secretSource.ts';

/** The place elsewhere that a profile's secret comes from; a public client has none, whatever was noted. */
export function sourceUsed(profile: Profile): StoredSource | undefined {
	const isPublic =
		(profile.method === 'oauth-user' && profile.client.auth === 'none') ||
		(profile.method === 'oauth-client-credentials' && profile.clientAuth === 'none');
	return 'source' in profile && !isPublic ? profile.source : undefined;
}
