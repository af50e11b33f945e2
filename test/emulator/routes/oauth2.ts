import { namedError } from '../errors/catalogue.ts';
import { decodePath } from '../http/decodePath.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { revokeEndpoint } from '../oauth/revokeEndpoint.ts';
import type { SigningKey } from '../oauth/signingKey.ts';
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
	// What `client_x509_cert_url` in the file of a key names, and the same as JWKs.
	keys('/robot/v1/metadata/x509/{email}', async (request) =>
		Object.assign({}, ...(await Promise.all((await pairsOf(request)).map((pair) => pair.certificates())))),
	),
	keys('/service_accounts/v1/jwk/{email}', async (request) => ({
		keys: (await pairsOf(request)).flatMap(({ jwks }) => jwks.keys),
	})),
];

function secret(
	method: Route['method'],
	path: string,
	handle: (request: RouteRequest) => Reply | Promise<Reply>,
): Route {
	return { service: 'oauth2.googleapis.com', method, path, secret: true, handle };
}

/** Of the keys that are in force. */
function pairsOf({ state, params, blanks }: RouteRequest): Promise<readonly SigningKey[]> {
	const email = decodePath(params['email'] ?? '');
	const account = state.serviceAccounts.find(email);
	if (account === undefined || account.state !== 'enabled') {
		throw namedError('service-account-unknown', { ...blanks, email });
	}
	return Promise.all(account.keys.filter((key) => key.state === 'enabled').map((key) => key.pair()));
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
