import { memberOf } from './callers/caller.ts';
import { accessVersions, Policies, projectResource, useServices } from './callers/policies.ts';
import { seededAccounts } from './oauth/accounts.ts';
import { seededProjects } from './projects.ts';
import { seededServiceAccounts } from './serviceAccounts/serviceAccount.ts';

/** What is allowed from the beginning: the first person and the first service account read the secrets of the first project and use its quota. */
export function seededPolicies(): Policies {
	const policies = new Policies();
	for (const email of [seededAccounts.personal.email, seededServiceAccounts.runner]) {
		for (const permission of [accessVersions, useServices]) {
			policies.allow(permission, projectResource(seededProjects.first.projectNumber), memberOf(email));
		}
	}
	return policies;
}
