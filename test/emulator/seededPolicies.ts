import { memberOf } from './callers/caller.ts';
import { accessVersions, Policies, predict, projectResource, useServices } from './callers/policies.ts';
import { seededAccounts } from './oauth/accounts.ts';
import { seededProjects } from './projects.ts';
import { seededServiceAccounts } from './serviceAccounts/serviceAccount.ts';

/** What is allowed from the beginning: the first person and the first service account read the secrets of the first project, use its quota and ask its models. */
export function seededPolicies(): Policies {
	const policies = new Policies();
	for (const email of [seededAccounts.personal.email, seededServiceAccounts.runner]) {
		for (const permission of [accessVersions, useServices, predict]) {
			policies.allow(permission, projectResource(seededProjects.first.projectNumber), memberOf(email));
		}
	}
	return policies;
}
