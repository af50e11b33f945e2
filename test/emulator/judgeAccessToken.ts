import { namedError } from './errors/catalogue.ts';
import { header } from './http/headers.ts';
import { isLive } from './oauth/grants.ts';
import { cloudPlatform, retriever } from './oauth/scopes.ts';
import type { RouteRequest } from './routing.ts';

/** Either is enough (https://ai.google.dev/gemini-api/docs/oauth). */
const scopesOfGemini: readonly string[] = [cloudPlatform, retriever];

/**
 * Refuses a call by what is the matter with its access token, then with the project whose quota it uses. What was never an
 * access token, an API key for one, is the wrong kind; what was one is out of date, and Google says so of a revoked one too.
 */
export function judgeAccessToken({ message, state, blanks }: RouteRequest, sent: string): void {
	const { grants, projects, settings } = state.oauth;
	const token = grants.accessToken(sent);
	if (token === undefined) {
		throw namedError('token-type-unsupported', blanks);
	}
	if (!isLive(token, state.clock())) {
		throw namedError('token-expired', blanks);
	}
	if (!token.scopes.some((scope) => scopesOfGemini.includes(scope))) {
		throw namedError('scope-insufficient', blanks);
	}
	// Without the header it is the project of the client that the token was given to.
	const project = header(message, 'x-goog-user-project') ?? '';
	if (project === '' && settings.requireQuotaProject) {
		throw namedError('quota-project-missing', { ...blanks, project: token.grant.projectNumber });
	}
	if (project !== '' && !projects.has(project)) {
		throw namedError('quota-project-denied', { ...blanks, project });
	}
}
