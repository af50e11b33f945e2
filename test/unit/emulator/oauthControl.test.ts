import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Emulator } from '../../emulator/emulator.ts';
import { cloudPlatform } from '../../emulator/oauth/scopes.ts';
import { answered, refreshed, signedIn } from './oauthSupport.ts';
import { emulatorFor } from './support.ts';

async function control(emulator: Emulator, door: string, body: unknown): Promise<[number, Record<string, unknown>]> {
	const response = await fetch(`${emulator.origin}/_emulator/oauth/${door}`, {
		...{ method: 'POST', body: JSON.stringify(body) },
	});
	return [response.status, (await response.json()) as Record<string, unknown>];
}

const accepted: [number, Record<string, unknown>] = [200, {}];

test('another process sees the clients, the accounts, the settings and the grants, and no token', async (t) => {
	const emulator = await emulatorFor(t);
	const { refresh_token, access_token } = await signedIn(emulator, { scope: cloudPlatform });
	const text = await (await fetch(`${emulator.origin}/_emulator/oauth`)).text();
	const { oauth } = emulator;
	assert.deepEqual(JSON.parse(text), {
		...{ desktopClient: oauth.desktopClient, webClient: oauth.webClient, accounts: oauth.accounts },
		settings: {
			...{ accessTokenSeconds: 3599, codeSeconds: 600, rotateRefreshTokens: false, withholdRefreshTokens: false },
			requireQuotaProject: false,
		},
		liveGrants: [
			{
				...{ email: 'ada@example.com', clientId: oauth.desktopClient.clientId, scopes: [cloudPlatform] },
				hasRefreshToken: true,
			},
		],
	});
	assert.ok(!text.includes(access_token) && !text.includes(refresh_token ?? ''));
});

test('another process changes settings and clients, revokes, and moves the clock', async (t) => {
	const emulator = await emulatorFor(t);
	const { oauth } = emulator;
	const { email } = oauth.accounts.personal;
	assert.deepEqual(await control(emulator, 'settings', { accessTokenSeconds: 5 }), accepted);
	const { refresh_token, expires_in } = await signedIn(emulator);
	assert.equal(expires_in, 5);
	assert.deepEqual(await control(emulator, 'require-reauth', { email }), accepted);
	assert.equal((await refreshed(emulator, refresh_token)).body.error_subtype, 'invalid_rapt');
	assert.deepEqual(await control(emulator, 'revoke-grants', { email }), accepted);
	assert.deepEqual(oauth.liveGrants, []);
	assert.deepEqual(await control(emulator, 'redirect-uris', { uri: 'https://relay.example/' }), accepted);
	assert.deepEqual(oauth.webClient.redirectUris, ['https://relay.example/']);
	const [, made] = await control(emulator, 'clients', {
		kind: 'web',
		name: 'mine',
		redirectUris: ['http://localhost/'],
	});
	const { clientId } = made as { clientId: string };
	assert.ok((await answered(emulator, { client_id: clientId, redirect_uri: 'http://localhost/' })).has('code'));
	assert.deepEqual(await control(emulator, 'client', { clientId, state: 'deleted' }), accepted);
	await assert.rejects(answered(emulator, { client_id: clientId }), /Error 401: deleted_client/);
	assert.deepEqual(await control(emulator, 'projects', { project: 'mine' }), accepted);
	const before = Date.parse((await fetch(emulator.origin)).headers.get('date') ?? '');
	assert.deepEqual(await control(emulator, 'advance-clock', { seconds: 1000 }), accepted);
	assert.ok(Date.parse((await fetch(emulator.origin)).headers.get('date') ?? '') >= before + 1_000_000);
});

test('a typo is refused and told', async (t) => {
	const emulator = await emulatorFor(t);
	const { clientId } = emulator.oauth.desktopClient;
	for (const [door, body, text] of [
		['settings', { tokenSeconds: 5 }, /"tokenSeconds"/],
		['settings', { accessTokenSeconds: '5' }, /"5"/],
		['settings', { codeSeconds: 0 }, /codeSeconds/],
		['settings', 'x', /object/],
		['clients', { kind: 'tv', name: 'x' }, /"tv"/],
		['clients', { kind: 'web' }, /"name"/],
		['clients', { kind: 'web', name: 'x', secret: 'y' }, /"secret"/],
		['client', { clientId: 'x', state: 'deleted' }, /"x"/],
		['client', { clientId, state: 'gone' }, /"gone"/],
		['client', { clientId, testUsers: 'ada@example.com' }, /testUsers/],
		['redirect-uris', {}, /"uri"/],
		['require-reauth', { email: 'x@example.com' }, /x@example\.com/],
		['revoke-grants', {}, /"email"/],
		['advance-clock', { seconds: '5' }, /seconds/],
	] as const) {
		const [status, { message }] = await control(emulator, door, body);
		assert.equal(status, 400, door);
		assert.match(String(message), text);
	}
});

const refusedUris = {
	'https://*.example.com/': /wildcard/,
	'https://relay.example/#x': /fragment/,
	'https://relay.example/a/../b': /traversal/,
	'vscode://publisher.extension': /http or https/,
	'https://a:b@relay.example/': /user information/,
	'http://relay.example/': /must use https/,
	'https://192.0.2.1/': /raw IP/,
	'https://[2001:db8::1]/': /raw IP/,
	'https://relay/': /top-level domain/,
} as const;

test('a redirect URI that the console would not take is refused in its words', async (t) => {
	const emulator = await emulatorFor(t);
	for (const [uri, text] of Object.entries(refusedUris)) {
		assert.throws(() => emulator.oauth.addRedirectUri(uri), text);
	}
	emulator.oauth.addRedirectUri('http://127.0.0.1:8080/relay');
	emulator.oauth.addRedirectUri('http://127.0.0.1:8080/relay');
	assert.deepEqual(emulator.oauth.webClient.redirectUris, ['http://127.0.0.1:8080/relay']);
});

test('the file of a client reads as the console writes it', async (t) => {
	const emulator = await emulatorFor(t);
	const { oauth } = emulator;
	const hosts = {
		auth_uri: 'https://accounts.google.com/o/oauth2/auth',
		token_uri: 'https://oauth2.googleapis.com/token',
		auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
	};
	const { clientId, clientSecret } = oauth.desktopClient;
	assert.deepEqual(JSON.parse(oauth.clientJson(clientId)), {
		installed: {
			...{ client_id: clientId, project_id: 'latchkey-emulator', ...hosts, client_secret: clientSecret },
			redirect_uris: ['http://localhost'],
		},
	});
	oauth.addRedirectUri('https://relay.example/callback');
	const web = oauth.webClient;
	const response = await fetch(`${emulator.origin}/_emulator/oauth/client-json?clientId=${web.clientId}`);
	assert.deepEqual(await response.json(), {
		web: {
			...{ client_id: web.clientId, project_id: 'latchkey-emulator', ...hosts, client_secret: web.clientSecret },
			...{ redirect_uris: ['https://relay.example/callback'], javascript_origins: ['https://relay.example'] },
		},
	});
});

test('the seeded clients look like Google’s and differ', async (t) => {
	const { desktopClient, webClient } = (await emulatorFor(t)).oauth;
	for (const { clientId, clientSecret } of [desktopClient, webClient]) {
		assert.match(clientId, /^\d{12}-[a-z0-9]{32}\.apps\.googleusercontent\.com$/);
		assert.match(clientSecret, /^GOCSPX-[\w-]{28}$/);
	}
	assert.notEqual(desktopClient.clientSecret, webClient.clientSecret);
});

test('the command tells what to paste to sign in', async () => {
	const main = fileURLToPath(new URL('../../emulator/main.ts', import.meta.url));
	const child = spawn(process.execPath, [main, '--exit-with-parent'], { stdio: ['pipe', 'pipe', 'ignore'] });
	const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
	child.stdin.end();
	const { oauth } = JSON.parse(line) as {
		oauth: Record<string, { clientId: string; clientSecret: string; json: string }>;
	};
	assert.match(oauth['webClient']?.clientId ?? '', /apps\.googleusercontent\.com$/);
	assert.equal(
		JSON.parse(oauth['desktopClient']?.json ?? '').installed.client_secret,
		oauth['desktopClient']?.clientSecret,
	);
	assert.deepEqual(oauth['accounts'], ['ada@example.com', 'grace@example.com', 'mary@example.com']);
	await once(child, 'exit');
});
