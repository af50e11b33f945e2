import { memberOf } from './callers/caller.ts';
import { accessVersions, Policies, projectResource } from './callers/policies.ts';
import { seededAccounts } from './oauth/accounts.ts';
import { seededProjects } from './projects.ts';
import { seededServiceAccounts } from './serviceAccounts/serviceAccount.ts';

/** What is allowed from the beginning: the first person and the first service account read the secrets of the first project. */
export function seededPolicies(): Policies {
	const policies = new Policies();
	for (const email of [seededAccounts.personal.email, seededServiceAccounts.runner]) {
		policies.allow(accessVersions, projectResource(seededProjects.first.projectNumber), memberOf(email));
	}
	return policies;
}
