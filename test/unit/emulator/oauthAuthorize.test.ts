import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consent } from '../../emulator/oauth/consent.ts';
import { cloudPlatform, emailScope, retriever } from '../../emulator/oauth/scopes.ts';
import { answered, authorizationUrl, challenge, desktopAs, redirectUri } from './oauthSupport.ts';
import { emulatorFor } from './support.ts';

for (const uri of [
	...['http://127.0.0.1:1', 'http://127.0.0.1:65535/a/b', 'http://[::1]:49152/', 'http://[::1]:49152/callback'],
	...['http://localhost:8080', 'http://localhost', 'http://127.0.0.1:5/?a=b'],
]) {
	test(`a desktop client may be answered at ${uri}`, async (t) => {
		const emulator = await emulatorFor(t);
		const location = await consent(emulator.origin, authorizationUrl(emulator, { redirect_uri: uri }));
		assert.ok(location.startsWith(`${uri}${uri.includes('?') ? '&' : '?'}state=a%20state&iss=`), location);
	});
}

test('Continue brings state, issuer, code, scope and more, the code with its slash as it is', async (t) => {
	const emulator = await emulatorFor(t);
	const location = await consent(emulator.origin, authorizationUrl(emulator));
	assert.match(location, /&code=4\/0A[\w-]{60,240}&/);
	const answer = Object.fromEntries(new URL(location).searchParams);
	const { code, ...rest } = answer;
	assert.equal(location.split('?')[0], redirectUri);
	assert.ok(Buffer.byteLength(code ?? '') <= 256);
	assert.deepEqual(rest, {
		state: 'a state',
		iss: 'https://accounts.google.com',
		scope: `email openid ${emailScope} ${cloudPlatform}`,
		authuser: '0',
		prompt: 'consent',
	});
});

test('Cancel brings access_denied, and so does Continue with nothing ticked', async (t) => {
	const emulator = await emulatorFor(t);
	const denied = { error: 'access_denied', state: 'a state', iss: 'https://accounts.google.com' };
	assert.deepEqual(Object.fromEntries(await answered(emulator, {}, { decision: 'cancel' })), denied);
	const untick = { untick: [cloudPlatform] };
	assert.deepEqual(Object.fromEntries(await answered(emulator, { scope: cloudPlatform }, untick)), denied);
});

test('a request without state is answered without it', async (t) => {
	const emulator = await emulatorFor(t);
	assert.equal((await answered(emulator, { state: undefined })).has('state'), false);
});

test('prompt=none has nobody to ask and says so to the app', async (t) => {
	const emulator = await emulatorFor(t);
	assert.deepEqual(Object.fromEntries(await answered(emulator, { prompt: 'none' })), {
		...{ error: 'interaction_required', state: 'a state', iss: 'https://accounts.google.com' },
	});
});

test('what is unticked is not granted; who signs in cannot hide who they are', async (t) => {
	const emulator = await emulatorFor(t);
	const scope = `openid email ${cloudPlatform} ${retriever}`;
	const untick = { untick: [cloudPlatform, 'openid', emailScope] };
	assert.equal((await answered(emulator, { scope }, untick)).get('scope'), `email openid ${emailScope} ${retriever}`);
});

test('a hint chooses the account, by email or by its number; the organization is named', async (t) => {
	const emulator = await emulatorFor(t);
	const { second, workspace } = emulator.oauth.accounts;
	await answered(emulator, { login_hint: second.email });
	assert.equal((await answered(emulator, { login_hint: workspace.sub })).get('hd'), 'example.com');
	assert.deepEqual(
		emulator.oauth.liveGrants.map(({ email }) => email),
		[second.email, workspace.email],
	);
});

test('members and testers may sign in to clients that others may not', async (t) => {
	const emulator = await emulatorFor(t);
	const { personal, workspace } = emulator.oauth.accounts;
	desktopAs({ internalTo: 'example.com' })(emulator);
	assert.ok((await answered(emulator, {}, { account: workspace.email })).has('code'));
	const { oauth } = emulator;
	const tested = oauth.addClient({ kind: 'installed', name: 'tested' });
	oauth.changeClient(tested.clientId, { publishingStatus: 'testing', testUsers: [personal.email] });
	assert.ok((await answered(emulator, { client_id: tested.clientId })).has('code'));
});

test('the page asks in plain HTML, escaped, with no script, nothing from elsewhere and in no frame', async (t) => {
	const emulator = await emulatorFor(t);
	desktopAs({ appName: '<b>"Tom" & Jerry</b>' })(emulator);
	const { pathname, search } = new URL(authorizationUrl(emulator));
	const response = await fetch(`${emulator.origin}${pathname}${search}`, {
		headers: { origin: 'https://evil.example' },
	});
	const page = await response.text();
	assert.match(page, /<html lang="en">[\s\S]*<h1>&#60;b&#62;&#34;Tom&#34; &#38; Jerry&#60;\/b&#62; wants access/);
	assert.ok(!/<script|<img|<link|https:\/\/(?!www\.googleapis\.com\/auth)/.test(page));
	const policy = response.headers.get('content-security-policy') ?? '';
	assert.match(policy, /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; frame-ancestors 'none'$/);
	assert.equal(response.headers.get('x-frame-options'), 'DENY');
	// Or any page could read the form, and send it.
	assert.equal(response.headers.get('access-control-allow-origin'), null);
});

test('a page is answered once, and only with what stands on it', async (t) => {
	const emulator = await emulatorFor(t);
	const { pathname, search } = new URL(authorizationUrl(emulator));
	const open = async () => {
		const page = await (await fetch(`${emulator.origin}${pathname}${search}`)).text();
		return /name="page" value="([^"]+)"/.exec(page)?.[1] ?? '';
	};
	const decide = (fields: Record<string, string>) =>
		fetch(`${emulator.origin}/o/oauth2/v2/auth/decision`, {
			...{ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' },
		});
	const account = emulator.oauth.accounts.personal.email;
	const page = await open();
	assert.equal((await decide({ page, account, decision: 'continue', scope: retriever })).status, 303);
	assert.deepEqual(emulator.oauth.liveGrants[0]?.scopes, ['openid', emailScope]);
	assert.equal((await decide({ page, account, decision: 'continue' })).status, 400);
	assert.equal((await decide({ page: 'forged', account, decision: 'continue' })).status, 400);
	assert.equal((await decide({ page: await open(), account: 'x@example.com', decision: 'continue' })).status, 400);
	assert.equal(emulator.oauth.liveGrants.length, 1);
});

test('the address that a downloaded client file names asks the same', async (t) => {
	const emulator = await emulatorFor(t);
	const url = authorizationUrl(emulator).replace('/o/oauth2/v2/auth', '/o/oauth2/auth');
	assert.ok(new URL(await consent(emulator.origin, url)).searchParams.has('code'));
});

test('a challenge may be plain, and is where no method is named', async (t) => {
	const emulator = await emulatorFor(t);
	for (const method of ['plain', undefined]) {
		const changes = { code_challenge: `${challenge}.~`, code_challenge_method: method };
		assert.ok((await answered(emulator, changes)).has('code'));
	}
});
