import { jsonReply, type Reply } from '../http/reply.ts';
import { answerUri } from '../oauth/authorizationAnswer.ts';
import { AuthorizationRefused, unknownClient } from '../oauth/authorizationRefused.ts';
import { readAuthorizationRequest } from '../oauth/authorizationRequest.ts';
import { consentPage, decisionPath } from '../oauth/consentPage.ts';
import { decideConsent } from '../oauth/decideConsent.ts';
import { discovery } from '../oauth/discovery.ts';
import { readForm } from '../oauth/form.ts';
import { newPageToken } from '../oauth/opaqueValues.ts';
import { refusalPage } from '../oauth/refusalPage.ts';
import type { Route, RouteRequest } from '../routing.ts';

/** accounts.google.com, as far as signing in goes. */
export const accountsRoutes: readonly Route[] = [
	// The first is what discovery names, the second what a downloaded client file does.
	...['/o/oauth2/v2/auth', '/o/oauth2/auth'].map((path) => page('GET', path, authorize)),
	page('POST', decisionPath, (request) => redirect(decideConsent(readForm(request), request.state))),
	...['openid-configuration', 'oauth-authorization-server'].map(
		(document): Route => ({
			service: 'accounts.google.com',
			method: 'GET',
			path: `/.well-known/${document}`,
			handle: () => jsonReply(200, discovery, { 'cache-control': 'public, max-age=3600' }),
		}),
	),
];

function authorize({ url, state }: RouteRequest): Reply {
	const { clients, accounts, openPages } = state.oauth;
	const request = readAuthorizationRequest(url.searchParams, clients);
	if (request.prompt.includes('none')) {
		// Nobody is signed in to the emulator for longer than a page.
		return redirect(answerUri(request, { error: 'interaction_required' }));
	}
	const client = clients.get(request.clientId);
	if (client === undefined) {
		throw unknownClient();
	}
	const pageToken = newPageToken();
	openPages.set(pageToken, request);
	return consentPage(pageToken, request, client, [...accounts.values()]);
}

/** See Other: what follows a form is fetched with GET, whatever the browser. */
function redirect(location: string): Reply {
	return { kind: 'whole', status: 303, headers: { location, 'cache-control': 'no-store' }, body: '', from: 'page' };
}

function page(method: Route['method'], path: string, show: (request: RouteRequest) => Reply): Route {
	return {
		service: 'accounts.google.com',
		method,
		path,
		secret: true,
		handle: (request) => {
			try {
				return show(request);
			} catch (error) {
				if (error instanceof AuthorizationRefused) {
					return refusalPage(error.page);
				}
				throw error;
			}
		},
	};
}
