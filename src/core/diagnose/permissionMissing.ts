import type { Failure } from '../errors/failure.ts';
import type { GoogleError } from '../errors/googleError.ts';
import type { CallContext } from '../errors/judging/signs.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Project } from './projectInQuestion.ts';
import { resourceManagerHost } from './testIamPermissions.ts';

/**
 * To ask models of a project at Vertex AI (https://cloud.google.com/vertex-ai/docs/general/iam-permissions), else to use a project's quota
 * and its services (https://cloud.google.com/service-usage/docs/access-control).
 */
export const permissionFor = ({ target }: Profile, { isQuota }: Project): string =>
	target?.kind === 'vertex' && !isQuota ? 'aiplatform.endpoints.predict' : 'serviceusage.services.use';

const denied: GoogleError = { code: 403, status: 'PERMISSION_DENIED', message: '', details: [] };

/**
 * A permission that the caller has not, told as Google tells it, so that what can help finds permission and project in it. `refusal`: what
 * Gemini refused with, without saying why.
 */
export function permissionMissing(profile: Profile, project: Project, refusal?: Failure): Failure {
	const { id, isQuota } = project;
	const permission = permissionFor(profile, project);
	const resource = `projects/${id}`;
	const error = refusal?.error ?? denied;
	const info = {
		'@type': 'type.googleapis.com/google.rpc.ErrorInfo',
		reason: 'IAM_PERMISSION_DENIED',
		domain: 'iam.googleapis.com',
		metadata: { permission, resource },
	};
	return {
		host: resourceManagerHost,
		...refusal,
		cause: isQuota ? 'quota-project-denied' : 'permission-denied',
		error: { ...error, details: [info, ...error.details] },
		evidence: `testIamPermissions: without ${permission}`,
		context: { ...refusal?.context, credential: credentialOf(profile) },
	};
}

/** Commands that grant something want to know whether a machine or a person is to be given it. */
const credentialOf = ({ method }: Profile): NonNullable<CallContext['credential']> =>
	method === 'oauth-client-credentials' ? 'access-token' : method;
