/** What IAM policies allow: a permission on a resource to a member. Roles are left out, for errors name permissions. */
export class Policies {
	readonly #members = new Map<string, Set<string>>();

	allow(permission: string, resource: string, member: string): void {
		const key = keyOf(permission, resource);
		this.#members.set(key, (this.#members.get(key) ?? new Set()).add(member));
	}

	forbid(permission: string, resource: string, member: string): void {
		this.#members.get(keyOf(permission, resource))?.delete(member);
	}

	/** One of the members and one of the resources is enough: a policy on a project holds for what lies in it. */
	allows(permission: string, resources: readonly string[], members: readonly string[]): boolean {
		return resources.some((resource) =>
			members.some((member) => this.#members.get(keyOf(permission, resource))?.has(member)),
		);
	}
}

const keyOf = (permission: string, resource: string) => `${permission} ${resource}`;

/** On a service account, to make tokens of it. */
export const getAccessToken = 'iam.serviceAccounts.getAccessToken';
/** On a project, to use its quota. */
export const useServices = 'serviceusage.services.use';
/** On a project, to ask models at Vertex AI (https://cloud.google.com/vertex-ai/docs/general/iam-permissions). */
export const predict = 'aiplatform.endpoints.predict';
/** On a secret, or the project it lies in, to read it. */
export const accessVersions = 'secretmanager.versions.access';

export const accountResource = (email: string) => `projects/-/serviceAccounts/${email}`;
export const projectResource = (projectNumber: string) => `projects/${projectNumber}`;
