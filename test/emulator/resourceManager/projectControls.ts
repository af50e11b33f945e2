import { memberOf } from '../callers/caller.ts';
import { projectResource } from '../callers/policies.ts';
import { projectOf, seededProjects } from '../projects.ts';
import type { EmulatorState } from '../routing.ts';

/** What a permission is given or taken on: the first project, unless another is named by its id or its number. */
export type Grant = { readonly permission: string; readonly member: string; readonly project?: string };

/** What a test, or whoever tries the emulator out, may know and change of who may do what in a project. */
export type ProjectControls = {
	readonly seeded: typeof seededProjects;
	/** `member`: an email, or a member as IAM names it. At first the first person and the first service account use the first project's quota. */
	allow(grant: Grant): void;
	forbid(grant: Grant): void;
};

export function projectControls({ policies }: EmulatorState): ProjectControls {
	const resourceOf = ({ project = seededProjects.first.projectId }: Grant) =>
		projectResource(projectOf(project).projectNumber);
	return {
		seeded: seededProjects,
		allow: (grant) => policies.allow(grant.permission, resourceOf(grant), memberOf(grant.member)),
		forbid: (grant) => policies.forbid(grant.permission, resourceOf(grant), memberOf(grant.member)),
	};
}
