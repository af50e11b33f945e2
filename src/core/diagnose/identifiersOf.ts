import type { Profile } from '../profiles/profile.ts';

/** What in a profile tells who somebody is, or whose project it is. */
export function identifiersOf(profile: Profile): readonly string[] {
	const { quotaProject, lastCheck, target } = profile;
	const own: readonly (string | undefined)[] = [
		quotaProject,
		target?.kind === 'vertex' ? target.project : undefined,
		lastCheck?.project,
		...(profile.method === 'oauth-user' ? [profile.signIn?.account, profile.client.id] : []),
		...(profile.method === 'oauth-client-credentials' ? [profile.clientId] : []),
		...(profile.method === 'access-token' ? [profile.account] : []),
		...(profile.method === 'service-account' ? [profile.projectId, profile.subject] : []),
		...('email' in profile ? [profile.email] : []),
	];
	return own.flatMap((each) => (each ? [each] : []));
}
