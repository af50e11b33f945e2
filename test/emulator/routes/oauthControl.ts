import { jsonReply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { type OAuthControls, oauthControls } from '../oauth/oauthControls.ts';
import { parseClient, parseClientChanges } from '../oauth/parseClient.ts';
import type { Route, RouteRequest } from '../routing.ts';
import { readBodyOf, text } from './controlBody.ts';
import { control } from './controlRoute.ts';

/** `Emulator.oauth` for tests in another process. */
export const oauthControlRoutes: readonly Route[] = [
	control('GET', 'oauth', ({ state }) => {
		const { desktopClient, webClient, accounts, settings, liveGrants } = oauthControls(state);
		return jsonReply(200, { desktopClient, webClient, accounts, settings, liveGrants });
	}),
	control('GET', 'oauth/client-json', ({ state, url }) =>
		jsonReply(200, JSON.parse(oauthControls(state).clientJson(url.searchParams.get('clientId') ?? ''))),
	),
	action('settings', (oauth, body) => oauth.configure(body)),
	action('clients', (oauth, body) => oauth.addClient(parseClient(body))),
	action('client', (oauth, { clientId, ...changes }) =>
		oauth.changeClient(text({ clientId }, 'clientId'), parseClientChanges(changes)),
	),
	action('redirect-uris', (oauth, body) =>
		oauth.addRedirectUri(text(body, 'uri'), body['clientId'] === undefined ? undefined : text(body, 'clientId')),
	),
	action('projects', (oauth, body) => oauth.addProject(text(body, 'project'))),
	action('require-reauth', (oauth, body) => oauth.requireReauth(text(body, 'email'))),
	action('revoke-grants', (oauth, body) => oauth.revokeGrants(text(body, 'email'))),
	action('advance-clock', (oauth, { seconds }) => {
		if (typeof seconds !== 'number') {
			throw new TypeError('Give {"seconds": a number}.');
		}
		oauth.advanceClock(seconds);
	}),
];

/** Answers with what `act` gives back, or with an empty object. */
function action(name: string, act: (oauth: OAuthControls, body: JsonObject) => unknown): Route {
	return control('POST', `oauth/${name}`, ({ state, bytes }: RouteRequest) => {
		return jsonReply(200, act(oauthControls(state), readBodyOf(bytes)) ?? {});
	});
}
