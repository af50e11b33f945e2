import type { Profile } from '../profiles/profile.ts';
import { quotaProjectSent } from './quotaProject.ts';
import type { Run } from './run.ts';

/** The project that the calls are about, as far as it is known; `isQuota`: the calls name it themselves. */
export type Project = { readonly id: string; readonly isQuota: boolean };

export function projectInQuestion(run: Run): Project | undefined {
	const sent = quotaProjectSent(run);
	const id = sent ?? ownProject(run.profile);
	return id !== undefined && /^[\w.:-]{1,64}$/.test(id) ? { id, isQuota: sent !== undefined } : undefined;
}

/** Vertex AI is asked in a project; a service account lies in one, and its address names it. */
function ownProject(profile: Profile): string | undefined {
	const { lastCheck, target } = profile;
	const email = 'email' in profile ? (profile.email ?? '') : '';
	return (
		(target?.kind === 'vertex' && target.project) ||
		(profile.method === 'service-account' && profile.projectId) ||
		/@([\w-]{1,64})\.iam\.gserviceaccount\.com$/.exec(email)?.[1] ||
		lastCheck?.project
	);
}
