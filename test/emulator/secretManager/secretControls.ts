import { memberOf } from '../callers/caller.ts';
import { accessVersions, projectResource } from '../callers/policies.ts';
import { type Project, projectOf, seededProjects } from '../projects.ts';
import type { EmulatorState } from '../routing.ts';
import { type SecretVersion, secretName, seededSecret, type VersionState } from './secrets.ts';

/** Which secret is meant: a global one of the first project, unless said otherwise. */
export type SecretRef = { readonly secretId: string; readonly project?: string; readonly location?: string };

/** What a test, or whoever tries the emulator out, may know and change of Secret Manager. */
export type SecretControls = {
	/** Id of a secret of the first project whose one version is a valid API key. */
	readonly seeded: typeof seededSecret;
	/** As the API names it, with the number of the project. */
	nameOf(secret: SecretRef): string;
	/** A further version, and the secret where there is none; gives the number of the version. */
	addVersion(secret: SecretRef, payload: string | Uint8Array): number;
	setVersionState(secret: SecretRef, version: number, state: VersionState): void;
	/** To one secret. At first everything in the first project may be read by the first person and the first service account. */
	allowAccess(member: string, secret: SecretRef): void;
	/** To everything in a project; the first, unless another is named. */
	allowProject(member: string, project?: string): void;
	forbidProject(member: string, project?: string): void;
	/** From now on no checksum fits its payload, until it is said that they do. */
	sendWrongChecksums(wrong: boolean): void;
};

export function secretControls({ secrets, policies }: EmulatorState): SecretControls {
	const projectFor = (project: string = seededProjects.first.projectId): Project => projectOf(project);
	const nameOf = ({ secretId, project, location }: SecretRef) =>
		secretName({ ...projectFor(project), location }, secretId);
	const resourceOf = (project?: string) => projectResource(projectFor(project).projectNumber);
	const versionOf = (secret: SecretRef, version: number): SecretVersion => {
		const found = secrets.versionsOf(nameOf(secret))[version - 1];
		if (found === undefined) {
			throw new TypeError(`${nameOf(secret)} has no version ${version}.`);
		}
		return found;
	};
	return {
		seeded: seededSecret,
		nameOf,
		addVersion: (secret, payload) => secrets.add(nameOf(secret), Buffer.from(payload)),
		setVersionState: (secret, version, versionState) => {
			versionOf(secret, version).state = versionState;
		},
		allowAccess: (member, secret) => policies.allow(accessVersions, nameOf(secret), memberOf(member)),
		allowProject: (member, project) => policies.allow(accessVersions, resourceOf(project), memberOf(member)),
		forbidProject: (member, project) => policies.forbid(accessVersions, resourceOf(project), memberOf(member)),
		sendWrongChecksums: (wrong) => {
			secrets.wrongChecksums = wrong;
		},
	};
}
