import { projectResource, useServices } from './callers/policies.ts';
import { readCaller } from './callers/readCaller.ts';
import { namedError } from './errors/catalogue.ts';
import { header } from './http/headers.ts';
import { cloudPlatform, retriever } from './oauth/scopes.ts';
import { findProject } from './projects.ts';
import type { RouteRequest } from './routing.ts';

/** Either is enough (https://ai.google.dev/gemini-api/docs/oauth). */
const scopesOfGemini: readonly string[] = [cloudPlatform, retriever];

/** Refuses a call by what is the matter with its access token, then with the project whose quota it uses. */
export async function judgeAccessToken(request: RouteRequest, sent: string): Promise<void> {
	const { message, state, blanks } = request;
	const { projects, settings } = state.oauth;
	const { kind, members, scopes, projectNumber } = await readCaller(request, sent);
	if (scopes?.some((scope) => scopesOfGemini.includes(scope)) === false) {
		throw namedError('scope-insufficient', blanks);
	}
	const named = header(message, 'x-goog-user-project') ?? '';
	// Without the header it is the project of the client that a person's token was given to, or a machine's own.
	if (named === '' && kind === 'person' && settings.requireQuotaProject) {
		throw namedError('quota-project-missing', { ...blanks, project: projectNumber });
	}
	const project = named === '' ? projectNumber : named;
	const isAllowed =
		kind === 'federated'
			? state.policies.allows(useServices, [projectResource(findProject(project)?.projectNumber ?? project)], members)
			: named === '' || projects.has(named);
	if (!isAllowed) {
		throw namedError('quota-project-denied', { ...blanks, project });
	}
}
