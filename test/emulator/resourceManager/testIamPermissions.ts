import { projectResource } from '../callers/policies.ts';
import { requireCaller } from '../callers/requireCaller.ts';
import { namedError } from '../errors/catalogue.ts';
import { parseJsonBody } from '../gemini/parseJsonBody.ts';
import { decodePath } from '../http/decodePath.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import {
	cloudPlatform,
	iamTestScope,
	projectsReadScope,
	projectsScope,
	readOnlyCloudPlatform,
} from '../oauth/scopes.ts';
import { findProject } from '../projects.ts';
import type { RouteRequest } from '../routing.ts';
import { readPermissions } from './permissionsAsked.ts';

/** Any of these is enough. */
const scopes = [cloudPlatform, readOnlyCloudPlatform, projectsScope, projectsReadScope, iamTestScope];

/**
 * `projects.testIamPermissions`: which of the permissions the caller has. Asking takes none
 * (https://cloud.google.com/resource-manager/reference/rest/v1/projects/testIamPermissions).
 */
export async function testIamPermissions(request: RouteRequest): Promise<Reply> {
	const { state, params, blanks, bytes } = request;
	const { members } = await requireCaller(request, scopes);
	const asked = readPermissions(parseJsonBody(bytes));
	const project = findProject(decodePath(params['project'] ?? ''));
	if (project === undefined) {
		// Whether there is such a project is nobody's business who has no part in it.
		throw namedError('permission-denied', blanks);
	}
	const resource = projectResource(project.projectNumber);
	const held = asked.filter((permission) => state.policies.allows(permission, [resource], members));
	// An empty list is no field of the answer, as everywhere in proto3's JSON.
	return jsonReply(200, held.length === 0 ? {} : { permissions: held });
}
