import { jsonReply, type Reply } from '../http/reply.ts';
import { revokeEndpoint } from '../oauth/revokeEndpoint.ts';
import { tokenEndpoint } from '../oauth/tokenEndpoint.ts';
import { tokenInfoEndpoint } from '../oauth/tokenInfoEndpoint.ts';
import type { Route, RouteRequest } from '../routing.ts';

/** oauth2.googleapis.com, and the keys its ID tokens are signed with at www.googleapis.com. */
export const oauth2Routes: readonly Route[] = [
	secret('POST', '/token', tokenEndpoint),
	secret('POST', '/revoke', revokeEndpoint),
	secret('GET', '/tokeninfo', tokenInfoEndpoint),
	secret('POST', '/tokeninfo', tokenInfoEndpoint),
	keys('/oauth2/v3/certs', async ({ state }) => (await state.oauth.signingKey()).jwks),
	keys('/oauth2/v1/certs', async ({ state }) => (await state.oauth.signingKey()).certificates()),
];

function secret(
	method: Route['method'],
	path: string,
	handle: (request: RouteRequest) => Reply | Promise<Reply>,
): Route {
	return { service: 'oauth2.googleapis.com', method, path, secret: true, handle };
}

function keys(path: string, publish: (request: RouteRequest) => Promise<object>): Route {
	return {
		service: 'www.googleapis.com',
		method: 'GET',
		path,
		handle: async (request) =>
			jsonReply(200, await publish(request), {
				'cache-control': 'public, max-age=19800, must-revalidate, no-transform',
			}),
	};
}
