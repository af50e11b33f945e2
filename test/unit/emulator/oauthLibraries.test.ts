import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodeChallengeMethod, OAuth2Client } from 'google-auth-library';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import {
	allowInsecureRequests,
	authorizationCodeGrantRequest,
	type Client,
	ClientSecretBasic,
	customFetch,
	discoveryRequest,
	processAuthorizationCodeResponse,
	processDiscoveryResponse,
	validateApplicationLevelSignature,
	validateAuthResponse,
} from 'oauth4webapi';
import type { Emulator } from '../../emulator/emulator.ts';
import { consent } from '../../emulator/oauth/consent.ts';
import { cloudPlatform } from '../../emulator/oauth/scopes.ts';
import { authorizationUrl, redirectUri, signedIn, verifier } from './oauthSupport.ts';
import { emulatorFor } from './support.ts';

/** Google's own library, as the judge of whether the emulator speaks its language. */
function libraryFor({ origin, oauth }: Emulator): OAuth2Client {
	const { clientId, clientSecret } = oauth.desktopClient;
	return new OAuth2Client({
		...{ clientId, clientSecret, redirectUri },
		endpoints: {
			tokenInfoUrl: `${origin}/tokeninfo`,
			oauth2AuthBaseUrl: `${origin}/o/oauth2/v2/auth`,
			oauth2TokenUrl: `${origin}/token`,
			oauth2RevokeUrl: `${origin}/revoke`,
			oauth2FederatedSignonPemCertsUrl: `${origin}/oauth2/v1/certs`,
			oauth2FederatedSignonJwkCertsUrl: `${origin}/oauth2/v3/certs`,
			oauth2IapPublicKeyUrl: `${origin}/iap`,
		},
	});
}

test("Google's library signs in, refreshes, asks about its tokens and revokes them", async (t) => {
	const emulator = await emulatorFor(t);
	const library = libraryFor(emulator);
	const { codeVerifier, codeChallenge } = await library.generateCodeVerifierAsync();
	const url = library.generateAuthUrl({
		...{ access_type: 'offline', scope: ['openid', 'email', cloudPlatform], state: 'x' },
		...{ code_challenge_method: CodeChallengeMethod.S256, code_challenge: codeChallenge ?? '' },
	});
	const code = new URL(await consent(emulator.origin, url)).searchParams.get('code') ?? '';
	const { tokens } = await library.getToken({ code, codeVerifier });
	library.setCredentials(tokens);
	const ticket = await library.verifyIdToken({
		idToken: tokens.id_token ?? '',
		audience: emulator.oauth.desktopClient.clientId,
	});
	assert.equal(ticket.getPayload()?.email, 'ada@example.com');
	const { credentials } = await library.refreshAccessToken();
	assert.notEqual(credentials.access_token, tokens.access_token);
	assert.equal(credentials.refresh_token, tokens.refresh_token);
	const info = await library.getTokenInfo(credentials.access_token ?? '');
	assert.ok(info.scopes.includes(cloudPlatform));
	assert.equal(info.email, 'ada@example.com');
	assert.equal((await library.request({ url: `${emulator.origin}/v1beta/models` })).status, 200);
	assert.equal((await library.revokeToken(credentials.access_token ?? '')).status, 200);
	await assert.rejects(library.refreshAccessToken(), /invalid_grant/);
});

test("Google's library refreshes by itself when its token is out of date", async (t) => {
	const emulator = await emulatorFor(t);
	const { access_token, refresh_token } = await signedIn(emulator);
	emulator.oauth.advanceClock(4000);
	const library = libraryFor(emulator);
	library.setCredentials({ access_token, refresh_token: refresh_token ?? null });
	assert.equal((await library.request({ url: `${emulator.origin}/v1beta/models` })).status, 200);
	assert.deepEqual(
		emulator.calls.slice(-3).map(({ path, status }) => `${path} ${status}`),
		['/v1beta/models 401', '/token 200', '/v1beta/models 200'],
	);
});

test('an ID token tells who signed in, to whom, and is signed by a published key', async (t) => {
	const emulator = await emulatorFor(t, { clock: () => 1_800_000_000_000 });
	const { clientId } = emulator.oauth.desktopClient;
	const { workspace } = emulator.oauth.accounts;
	const { id_token } = await signedIn(
		emulator,
		{ scope: 'openid email profile', nonce: 'n' },
		{ account: workspace.email },
	);
	const keys = (await (await fetch(`${emulator.origin}/oauth2/v3/certs`)).json()) as JSONWebKeySet;
	const { payload, protectedHeader } = await jwtVerify(id_token ?? '', createLocalJWKSet(keys), {
		currentDate: new Date(1_800_000_000_000),
	});
	assert.deepEqual(protectedHeader, { alg: 'RS256', kid: keys.keys[0]?.kid, typ: 'JWT' });
	const { at_hash, ...claims } = payload;
	assert.match(String(at_hash), /^[\w-]{22}$/);
	assert.deepEqual(claims, {
		...{ iss: 'https://accounts.google.com', azp: clientId, aud: clientId, sub: workspace.sub, hd: 'example.com' },
		...{ email: workspace.email, email_verified: true, nonce: 'n' },
		...{ name: 'Mary Example', given_name: 'Mary', family_name: 'Example' },
		...{ iat: 1_800_000_000, exp: 1_800_003_600 },
	});
});

test('a strict client of OAuth accepts discovery, the redirect, the answer and the signature', async (t) => {
	const emulator = await emulatorFor(t);
	const { clientId, clientSecret } = emulator.oauth.desktopClient;
	/** Google's hosts are all played by the one origin. */
	const options = {
		[allowInsecureRequests]: true,
		[customFetch]: (url: string, init: object) => {
			const { pathname, search } = new URL(url);
			return fetch(`${emulator.origin}${pathname}${search}`, init);
		},
	} as const;
	const issuer = new URL('https://accounts.google.com');
	for (const algorithm of ['oidc', 'oauth2'] as const) {
		const response = await discoveryRequest(issuer, { ...options, algorithm });
		const server = await processDiscoveryResponse(issuer, response);
		const client: Client = { client_id: clientId };
		const location = await consent(emulator.origin, authorizationUrl(emulator, { state: 's', nonce: 'n' }));
		const parameters = validateAuthResponse(server, client, new URL(location), 's');
		const authentication = ClientSecretBasic(clientSecret);
		const answer = await authorizationCodeGrantRequest(
			server,
			client,
			authentication,
			parameters,
			redirectUri,
			verifier,
			options,
		);
		const tokens = await processAuthorizationCodeResponse(server, client, answer, { expectedNonce: 'n' });
		assert.equal(tokens.expires_in, 3599);
		await validateApplicationLevelSignature(server, answer, options);
	}
});
