import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { importJWK, importPKCS8 } from 'jose';
import * as oauth from 'oauth4webapi';
import { type IdentityProvider, startIdentityProvider } from '../../bed/identityProvider.ts';
import type { TokenFault } from '../../bed/tokenFaults.ts';
import { discover, isError, overHttp, refresh, signIn } from './providerClient.ts';

// Machines at the token endpoint of the tests' authorization server, and what can be made to go wrong there.

let provider: IdentityProvider;
let server: oauth.AuthorizationServer;

before(async () => {
	provider = await startIdentityProvider({ scopes: ['gemini'] });
	server = await discover(provider);
});

after(() => provider.close());

async function machineToken(id: string, auth: oauth.ClientAuth): Promise<oauth.TokenEndpointResponse> {
	const client = { client_id: id };
	const scope = new URLSearchParams({ scope: 'gemini' });
	const response = await oauth.clientCredentialsGrantRequest(server, client, auth, scope, overHttp);
	return oauth.processClientCredentialsResponse(server, client, response);
}

test('a machine shows its secret in the header, its secret in the body, or a signature', async () => {
	const { basic, post, privateKey } = provider.clients;
	const fromPem = await importPKCS8(privateKey.pem, 'RS256');
	const fromJwk = await importJWK(privateKey.jwk, 'RS256');
	assert.ok(!(fromJwk instanceof Uint8Array));
	const ways: readonly (readonly [string, string, oauth.ClientAuth])[] = [
		[basic.id, 'client_secret_basic', oauth.ClientSecretBasic(basic.secret)],
		[post.id, 'client_secret_post', oauth.ClientSecretPost(post.secret)],
		[privateKey.id, 'private_key_jwt', oauth.PrivateKeyJwt({ key: fromPem, kid: 'machine-key' })],
		[privateKey.id, 'private_key_jwt', oauth.PrivateKeyJwt(fromJwk)],
	];
	for (const [id, clientAuth, auth] of ways) {
		const tokens = await machineToken(id, auth);
		assert.equal(tokens.scope, 'gemini', id);
		assert.equal(await provider.isLive(tokens.access_token), true, id);
		const { at: _, ...request } = provider.tokenRequests.at(-1) ?? {};
		assert.deepEqual(request, { grantType: 'client_credentials', clientId: id, clientAuth, status: 200 });
	}
});

test('with another secret, or none, it gets nothing', async () => {
	const { basic, post } = provider.clients;
	await assert.rejects(machineToken(basic.id, oauth.ClientSecretBasic('other')), refusedClient);
	await assert.rejects(machineToken(post.id, oauth.None()), refusedClient);
});

test('the token endpoint can be made to fail, as often as is asked', async () => {
	const { basic } = provider.clients;
	const token = () => machineToken(basic.id, oauth.ClientSecretBasic(basic.secret));
	provider.failToken('error-500', 2);
	await assert.rejects(token());
	await assert.rejects(token());
	provider.failToken('html');
	await assert.rejects(token());
	for (const fault of ['drop', 'lose-answer'] as const) {
		provider.failToken(fault);
		await assert.rejects(token(), TypeError, fault);
	}
	assert.ok((await token()).access_token);
	const faults: readonly (TokenFault | undefined)[] = provider.tokenRequests.slice(-6).map(({ fault }) => fault);
	assert.deepEqual(faults, ['error-500', 'error-500', 'html', 'drop', 'lose-answer', undefined]);
});

test('a hanging token endpoint hangs until the client leaves', async () => {
	provider.failToken('hang');
	const leaving = new AbortController();
	const asked = fetch(server.token_endpoint ?? '', { method: 'POST', body: 'x', signal: leaving.signal });
	while (provider.tokenRequests.at(-1)?.fault !== 'hang') await new Promise((resolve) => setTimeout(resolve, 5));
	leaving.abort();
	await assert.rejects(asked, { name: 'AbortError' });
});

test('an answer that is lost leaves the client with a refresh token that was used', async () => {
	const client = { client_id: provider.clients.loopback.id };
	const asking = { client, auth: oauth.None(), redirectUri: 'http://[::1]:54321/' };
	const { refresh_token } = await signIn(server, asking);
	provider.failToken('lose-answer');
	await assert.rejects(refresh(server, asking, refresh_token), TypeError);
	await assert.rejects(refresh(server, asking, refresh_token), isError('invalid_grant'));
});

/** With a challenge where the client tried a header, in the body else (RFC 6749, section 5.2). */
function refusedClient(thrown: unknown): boolean {
	return (
		isError('invalid_client')(thrown) ||
		(thrown instanceof oauth.WWWAuthenticateChallengeError && thrown.status === 401)
	);
}
