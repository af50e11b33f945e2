import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import { type IdentityProvider, startIdentityProvider } from '../../bed/identityProvider.ts';
import { type Asking, authorize, discover, isError, overHttp, refresh, signIn } from './providerClient.ts';

// The authorization server of the tests, seen by a client library that knows neither it nor Latchkey.

const relay = 'https://relay.localhost/';
let provider: IdentityProvider;
let server: oauth.AuthorizationServer;
let loopback: Asking;

before(async () => {
	provider = await startIdentityProvider({ redirectUris: [relay], scopes: ['gemini'] });
	server = await discover(provider);
	const client = { client_id: provider.clients.loopback.id };
	loopback = { client, auth: oauth.None(), redirectUri: 'http://127.0.0.1:54321/callback' };
});

after(() => provider.close());

test('it says what it can', () => {
	assert.equal(server.authorization_response_iss_parameter_supported, true);
	assert.deepEqual(server.code_challenge_methods_supported, ['S256']);
	for (const name of ['offline_access', 'email', 'gemini']) assert.ok(server.scopes_supported?.includes(name), name);
	assert.ok(server.revocation_endpoint);
	assert.ok(server.introspection_endpoint);
});

test('a person signs in on an app of this machine, on any port', async () => {
	const count = provider.tokenRequests.length;
	const tokens = await signIn(server, loopback, { login: 'ada' });
	assert.equal(oauth.getValidatedIdTokenClaims(tokens)?.['email'], 'ada@example.com');
	assert.equal(await provider.isLive(tokens.access_token), true);
	assert.equal(await provider.isLive('other'), false);
	const [request, ...rest] = provider.tokenRequests.slice(count);
	assert.deepEqual(rest, []);
	assert.equal(request?.grantType, 'authorization_code');
	assert.equal(request?.clientId, 'loopback-app');
	assert.equal(request?.status, 200);
	assert.ok(provider.requests.authorization > 0);
});

test('each of the other apps gets its answer where it is registered', async () => {
	const { editor, browserEditor, web } = provider.clients;
	const callback = 'vscode-scheme=code-oss&vscode-authority=latchkey.latchkey-gemini&vscode-path=%2Foauth%2Fcallback';
	const apps: readonly Asking[] = [
		{ client: { client_id: editor.id }, auth: oauth.None(), redirectUri: editor.redirectUri },
		...[1, 27].map((id) => ({
			client: { client_id: browserEditor.id },
			auth: oauth.None(),
			redirectUri: `http://127.0.0.1:8443/stable-0a1b/callback?vscode-reqid=${id}&${callback}`,
		})),
		{ client: { client_id: web.id }, auth: oauth.ClientSecretBasic(web.secret), redirectUri: relay },
	];
	for (const app of apps) assert.ok((await signIn(server, app)).refresh_token, app.redirectUri);
	const elsewhere = { ...loopback, client: { client_id: browserEditor.id } };
	await assert.rejects(authorize(server, elsewhere, { login: 'ada' }), /redirect_uri/);
});

test('who says no is sent back with that', async () => {
	for (const cancelAt of ['Sign in', 'Allow access'] as const) {
		await assert.rejects(
			authorize(server, loopback, { login: 'ada', cancelAt }),
			(thrown) => thrown instanceof oauth.AuthorizationResponseError && thrown.error === 'access_denied',
		);
	}
});

test('a scope can be left out', async () => {
	const asking = { ...loopback, scope: 'openid gemini offline_access' };
	assert.match((await signIn(server, asking)).scope ?? '', /\bgemini\b/);
	const tokens = await signIn(server, asking, { login: 'ada', without: ['gemini'] });
	assert.doesNotMatch(tokens.scope ?? '', /gemini/);
});

test('without a code challenge nothing is given', async () => {
	const query = { client_id: loopback.client.client_id, response_type: 'code', scope: 'openid' };
	const url = new URL(server.authorization_endpoint ?? '');
	url.search = new URLSearchParams({ ...query, redirect_uri: loopback.redirectUri }).toString();
	const response = await fetch(url, { redirect: 'manual' });
	assert.match(response.headers.get('location') ?? '', /error=invalid_request.*PKCE/);
});

test('a refresh token works once; used twice it ends the sign-in', async () => {
	const first = await signIn(server, loopback);
	const second = await refresh(server, loopback, first.refresh_token);
	assert.notEqual(second.refresh_token, first.refresh_token);
	assert.equal(await provider.isLive(second.access_token), true);
	await assert.rejects(refresh(server, loopback, first.refresh_token), isError('invalid_grant'));
	await assert.rejects(refresh(server, loopback, second.refresh_token), isError('invalid_grant'));
	assert.equal(await provider.isLive(second.access_token), false);
});

test('what is revoked is dead, to introspection too', async () => {
	const { client, auth } = loopback;
	const tokens = await signIn(server, loopback);
	const active = async () => {
		const response = await oauth.introspectionRequest(server, client, auth, tokens.access_token, overHttp);
		return (await oauth.processIntrospectionResponse(server, client, response)).active;
	};
	assert.equal(await active(), true);
	const revoked = await oauth.revocationRequest(server, client, auth, tokens.refresh_token ?? '', overHttp);
	await oauth.processRevocationResponse(revoked);
	assert.equal(await active(), false);
	assert.equal(await provider.isLive(tokens.access_token), false);
	await assert.rejects(refresh(server, loopback, tokens.refresh_token), isError('invalid_grant'));
});

test('all sign-ins can be ended at once, and an access token ends by itself', async (context) => {
	const short = await startIdentityProvider({ accessTokenTtl: 1 });
	context.after(() => short.close());
	const there = await discover(short);
	const tokens = await signIn(there, loopback);
	assert.equal(tokens.expires_in, 1);
	while (await short.isLive(tokens.access_token)) await new Promise((resolve) => setTimeout(resolve, 50));
	const next = await refresh(there, loopback, tokens.refresh_token);
	short.revokeEverything();
	await assert.rejects(refresh(there, loopback, next.refresh_token), isError('invalid_grant'));
});
