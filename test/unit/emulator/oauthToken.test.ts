import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloudPlatform, emailScope, retriever } from '../../emulator/oauth/scopes.ts';
import {
	basicOf,
	challenge,
	codeOf,
	exchange,
	post,
	redirectUri,
	refreshed,
	signedIn,
	unchallenged,
	verifier,
} from './oauthSupport.ts';
import { emulatorFor } from './support.ts';

test('a code brings a token of an hour less a second, a refresh token, and what was granted', async (t) => {
	const emulator = await emulatorFor(t);
	const { status, body, headers } = await exchange(emulator, await codeOf(emulator));
	assert.equal(status, 200);
	assert.match(headers.get('cache-control') ?? '', /no-store/);
	assert.match(body.access_token, /^ya29\.[\w-]{150,2000}$/);
	assert.match(body.refresh_token ?? '', /^1\/\/0[\w-]{80,400}$/);
	assert.equal(body.expires_in, 3599);
	assert.equal(body.token_type, 'Bearer');
	assert.equal(body.scope, `openid ${emailScope} ${cloudPlatform}`);
	assert.equal(body.id_token?.split('.').length, 3);
	assert.equal(body.refresh_token_expires_in, undefined);
});

test('without openid there is no ID token, and without a challenge no verifier is wanted', async (t) => {
	const emulator = await emulatorFor(t);
	const code = await codeOf(emulator, { scope: cloudPlatform, ...unchallenged });
	const { body } = await exchange(emulator, code, { code_verifier: undefined });
	assert.equal(body.scope, cloudPlatform);
	assert.equal(body.id_token, undefined);
});

test('a plain challenge is its own verifier', async (t) => {
	const emulator = await emulatorFor(t);
	const code = await codeOf(emulator, { code_challenge: verifier, code_challenge_method: 'plain' });
	assert.equal((await exchange(emulator, code)).status, 200);
});

test('a client may name itself by HTTP Basic, in the encoding of forms or as it is', async (t) => {
	const emulator = await emulatorFor(t);
	const encoded = (text: string) =>
		[...text].map((c) => (/[a-z0-9]/i.test(c) ? c : `%${c.charCodeAt(0).toString(16)}`)).join('');
	const { clientId, clientSecret } = emulator.oauth.desktopClient;
	const token = Buffer.from(`${encoded(clientId)}:${encoded(clientSecret)}`).toString('base64');
	for (const headers of [basicOf(emulator), { authorization: `Basic ${token}` }]) {
		const fields = { grant_type: 'authorization_code', redirect_uri: redirectUri, code_verifier: verifier };
		const code = (await codeOf(emulator)) ?? '';
		assert.equal((await post(emulator, '/token', { ...fields, code }, headers)).status, 200);
	}
});

test('a code that comes again is refused, and what it brought dies', async (t) => {
	const emulator = await emulatorFor(t);
	const code = await codeOf(emulator);
	const other = await signedIn(emulator);
	const { body } = await exchange(emulator, code);
	assert.deepEqual((await exchange(emulator, code)).body, { error: 'invalid_grant', error_description: 'Bad Request' });
	assert.equal((await refreshed(emulator, body.refresh_token)).body.error, 'invalid_grant');
	assert.equal((await post(emulator, '/tokeninfo', { access_token: body.access_token })).status, 400);
	// What another consent brought is no concern of it.
	assert.equal((await refreshed(emulator, other.refresh_token)).status, 200);
});

test('a failed exchange leaves the code as it was', async (t) => {
	const emulator = await emulatorFor(t);
	const code = await codeOf(emulator);
	assert.equal((await exchange(emulator, code, { code_verifier: `${verifier}x` })).status, 400);
	assert.equal((await exchange(emulator, code)).status, 200);
});

test('refreshing brings an access token and an ID token, and no new refresh token', async (t) => {
	const emulator = await emulatorFor(t);
	const { refresh_token, access_token } = await signedIn(emulator);
	const { body } = await refreshed(emulator, refresh_token);
	assert.notEqual(body.access_token, access_token);
	assert.equal(body.refresh_token, undefined);
	assert.ok(body.id_token);
	const narrower = (await refreshed(emulator, refresh_token, { scope: cloudPlatform })).body;
	assert.deepEqual([narrower.scope, narrower.id_token], [cloudPlatform, undefined]);
});

test('where refresh tokens rotate, the old one is dead and the new one lives', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.oauth.configure({ rotateRefreshTokens: true });
	const { refresh_token } = await signedIn(emulator);
	const next = (await refreshed(emulator, refresh_token)).body.refresh_token;
	assert.notEqual(next, refresh_token);
	assert.equal((await refreshed(emulator, refresh_token)).body.error, 'invalid_grant');
	assert.equal((await refreshed(emulator, next)).status, 200);
});

test('signing in again cures what session control has stopped', async (t) => {
	const emulator = await emulatorFor(t);
	const { email } = emulator.oauth.accounts.workspace;
	const old = await signedIn(emulator, {}, { account: email });
	emulator.oauth.requireReauth(email);
	assert.equal((await refreshed(emulator, old.refresh_token)).body.error_subtype, 'invalid_rapt');
	const { refresh_token } = await signedIn(emulator, {}, { account: email });
	assert.equal((await refreshed(emulator, refresh_token)).status, 200);
});

test('while a client is in testing its refresh tokens live for a week, except for signing in alone', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.oauth.changeClient(emulator.oauth.desktopClient.clientId, { publishingStatus: 'testing' });
	const { refresh_token, refresh_token_expires_in } = await signedIn(emulator);
	assert.ok([604799, 604800].includes(refresh_token_expires_in ?? 0));
	const signIn = await signedIn(emulator, { scope: 'openid email' });
	assert.equal(signIn.refresh_token_expires_in, undefined);
	emulator.oauth.advanceClock(604790);
	assert.equal((await refreshed(emulator, refresh_token)).status, 200);
	emulator.oauth.advanceClock(10);
	assert.deepEqual((await refreshed(emulator, refresh_token)).body, {
		...{ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
	});
	assert.equal((await refreshed(emulator, signIn.refresh_token)).status, 200);
});

test('the hundred-and-first refresh token of a person pushes out the first, and nobody else’s', async (t) => {
	const emulator = await emulatorFor(t);
	const { second } = emulator.oauth.accounts;
	const others = await signedIn(emulator, {}, { account: second.email });
	const tokens: (string | undefined)[] = [];
	for (let n = 0; n < 101; n++) {
		tokens.push((await signedIn(emulator, { scope: cloudPlatform })).refresh_token);
	}
	assert.equal((await refreshed(emulator, tokens[0])).body.error, 'invalid_grant');
	assert.equal((await refreshed(emulator, tokens[1])).status, 200);
	assert.equal((await refreshed(emulator, others.refresh_token)).status, 200);
});

test('a web client gets a refresh token when it asks for one, and the second time only with consent', async (t) => {
	const emulator = await emulatorFor(t);
	const redirect_uri = 'https://relay.example/callback';
	emulator.oauth.addRedirectUri(redirect_uri);
	const got = async (changes: Record<string, string>) =>
		(await signedIn(emulator, { redirect_uri, ...changes }, {}, emulator.oauth.webClient)).refresh_token !== undefined;
	assert.equal(await got({}), false);
	assert.equal(await got({ access_type: 'offline' }), true);
	assert.equal(await got({ access_type: 'offline' }), false);
	assert.equal(await got({ access_type: 'offline', prompt: 'consent' }), true);
	assert.equal(await got({ access_type: 'online', prompt: 'consent' }), false);
	emulator.oauth.revokeGrants(emulator.oauth.accounts.personal.email);
	assert.equal(await got({ access_type: 'offline' }), true);
	emulator.oauth.configure({ withholdRefreshTokens: true });
	assert.equal(await got({ access_type: 'offline', prompt: 'consent' }), false);
});

test('earlier grants are included where they are asked for', async (t) => {
	const emulator = await emulatorFor(t);
	await signedIn(emulator, { scope: retriever });
	const scopes = async (changes: Record<string, string>) =>
		(await signedIn(emulator, { scope: cloudPlatform, ...changes })).scope.split(' ');
	assert.deepEqual(await scopes({}), [cloudPlatform]);
	assert.deepEqual(await scopes({ include_granted_scopes: 'true' }), [cloudPlatform, retriever]);
});

test('no call is recorded with a secret in it, be it a form, a query, a header or JSON', async (t) => {
	const lines: string[] = [];
	const emulator = await emulatorFor(t, { log: (line) => lines.push(line) });
	const { origin, oauth } = emulator;
	const code = await codeOf(emulator);
	const { access_token, refresh_token, id_token } = (await exchange(emulator, code)).body;
	const { clientSecret } = oauth.desktopClient;
	await fetch(`${origin}/token`, { method: 'POST', body: JSON.stringify({ client_secret: clientSecret, code }) });
	await post(emulator, '/token', { grant_type: 'refresh_token', refresh_token }, basicOf(emulator));
	await fetch(`${origin}/tokeninfo?access_token=${access_token}`);
	await fetch(`${origin}/revoke?token=${encodeURIComponent(refresh_token ?? '')}`, { method: 'POST' });
	const told = `${JSON.stringify(emulator.calls)}${lines.join()}`;
	const basic = basicOf(emulator).authorization.split(' ')[1];
	for (const secret of [code, access_token, refresh_token, id_token, clientSecret, verifier, challenge, basic]) {
		assert.ok(secret);
		assert.ok(!told.includes(secret) && !told.includes(encodeURIComponent(secret)));
	}
	assert.deepEqual(emulator.calls.find(({ path }) => path === '/token')?.formNames, [
		'grant_type',
		'code',
		'redirect_uri',
		'code_verifier',
		'client_id',
		'client_secret',
	]);
});
