import { oauthAnswer } from '../http/oauthReply.ts';
import type { Reply } from '../http/reply.ts';
import type { RouteRequest } from '../routing.ts';
import { readForm } from './form.ts';
import { isLive, refreshes } from './grants.ts';

/**
 * `POST https://oauth2.googleapis.com/revoke`, with an access token or a refresh token in the form, or in the query as
 * Google's own library sends it. What is revoked is the account's consent to the project: every other token that came of
 * it dies as well, wherever it is used.
 */
export function revokeEndpoint(request: RouteRequest): Reply {
	const { grants } = request.state.oauth;
	const token = readForm(request).get('token') ?? request.url.searchParams.get('token') ?? '';
	if (token === '') {
		return oauthAnswer(400, {
			error: 'invalid_request',
			error_description: 'Missing required parameter: token',
		});
	}
	const now = request.state.clock();
	const refreshed = grants.ofRefreshToken(token);
	const accessed = grants.accessToken(token);
	const grant =
		refreshed !== undefined && refreshes(refreshed, token, now)
			? refreshed
			: accessed !== undefined && isLive(accessed, now)
				? accessed.grant
				: undefined;
	if (grant === undefined) {
		return oauthAnswer(400, { error: 'invalid_token', error_description: 'Token expired or revoked' });
	}
	grants.end(
		({ account, projectNumber }) => account.email === grant.account.email && projectNumber === grant.projectNumber,
	);
	return oauthAnswer(200, {});
}
