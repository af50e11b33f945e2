import type { Caller } from '../callers/caller.ts';
import { predict, projectResource, useServices } from '../callers/policies.ts';
import { requireCaller } from '../callers/requireCaller.ts';
import { readCredentials } from '../credentials.ts';
import { namedError } from '../errors/catalogue.ts';
import { iamDenied } from '../errors/identityErrors.ts';
import { RpcError } from '../errors/rpcError.ts';
import { decodePath } from '../http/decodePath.ts';
import { header } from '../http/headers.ts';
import { judgeApiKey } from '../judgeApiKey.ts';
import { cloudPlatform } from '../oauth/scopes.ts';
import { findProject, seededProjects } from '../projects.ts';
import type { RouteRequest } from '../routing.ts';

/**
 * Refuses a call to Vertex AI in a project unless its credential may ask models there: an access token of somebody with the permission, or a
 * key that is bound to a service account of that project.
 */
export async function judgeInProject(request: RouteRequest): Promise<void> {
	const { params, state, blanks } = request;
	const named = decodePath(params['project'] ?? '');
	const project = findProject(named);
	if (judgedKey(request)) {
		if (project !== seededProjects.first) {
			throw denied(request);
		}
		return;
	}
	const { members } = await judgeToken(request);
	if (project === undefined) {
		throw namedError('project-invalid', { ...blanks, project: named });
	}
	if (!state.policies.allows(predict, [projectResource(project.projectNumber)], members)) {
		throw denied(request);
	}
}

/** Express mode: a key alone says whose project it is. */
export async function judgeExpress(request: RouteRequest): Promise<void> {
	if (!judgedKey(request)) {
		await judgeToken(request);
		// A token tells no project, and the path names none.
		throw namedError('project-invalid', { ...request.blanks, project: '' });
	}
}

/** The list names no project: a person has to, and a machine may. */
export async function judgeListing(request: RouteRequest): Promise<void> {
	if (judgedKey(request)) {
		return;
	}
	const { kind, projectNumber } = await judgeToken(request);
	if (kind === 'person' && !header(request.message, 'x-goog-user-project')) {
		throw namedError('quota-project-missing', { ...request.blanks, project: projectNumber });
	}
}

/** Whether a good key came, and nothing beside it. A standard key tells a project and nobody in it, which is not enough here. */
function judgedKey(request: RouteRequest): boolean {
	const { message, url, blanks } = request;
	const [credential, second] = readCredentials(message, url);
	if (second !== undefined || (credential?.kind !== 'header-key' && credential?.kind !== 'query-key')) {
		return false;
	}
	if (credential.value.startsWith('AIza')) {
		throw namedError('api-key-not-accepted', blanks);
	}
	judgeApiKey(request, credential.value, false);
	return true;
}

/** A token of somebody who may use the quota of the project that a header names, if one does. */
async function judgeToken(request: RouteRequest): Promise<Caller> {
	const { message, state, blanks } = request;
	const caller = await requireCaller(request, [cloudPlatform]);
	const named = header(message, 'x-goog-user-project') ?? '';
	const quota = projectResource(findProject(named)?.projectNumber ?? named);
	if (named !== '' && !state.policies.allows(useServices, [quota], caller.members)) {
		throw namedError('quota-project-denied', { ...blanks, project: named });
	}
	return caller;
}

const denied = ({ params }: RouteRequest) =>
	new RpcError(
		iamDenied(
			predict,
			`//aiplatform.googleapis.com/projects/${params['project']}/locations/${params['location']}/publishers/google/models/${params['model']}`,
			'aiplatform.googleapis.com',
		),
	);
