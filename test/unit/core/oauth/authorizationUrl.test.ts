import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AuthorizationServer, google } from '../../../../src/core/oauth/authorizationServer.ts';
import { authorizationUrl, type SignInAsk } from '../../../../src/core/oauth/authorizationUrl.ts';
import type { ClientKind } from '../../../../src/core/oauth/oauthClient.ts';

const binding = { state: 's.t', challenge: 'c-h_', redirectUri: 'http://127.0.0.1:1234/' };
const other: AuthorizationServer = {
	issuer: 'https://idp.example.com',
	authorization_endpoint: 'https://idp.example.com/authorize?tenant=a%26b',
	token_endpoint: 'https://idp.example.com/token',
};
const ask = (server: AuthorizationServer, kind: ClientKind, rest: Partial<SignInAsk> = {}): SignInAsk => ({
	server,
	client: { id: 'the client', kind, auth: 'none', redirectUris: [] },
	scopes: ['openid', 'https://www.googleapis.com/auth/cloud-platform'],
	...rest,
});

function parametersOf(asked: SignInAsk): Record<string, string> {
	const url = authorizationUrl(asked, binding);
	assert.ok(url);
	const { searchParams } = new URL(url);
	for (const name of searchParams.keys()) {
		assert.equal(searchParams.getAll(name).length, 1, name);
	}
	return Object.fromEntries(searchParams);
}

/** What is said to every server. */
const always = {
	response_type: 'code',
	client_id: 'the client',
	redirect_uri: binding.redirectUri,
	scope: 'openid https://www.googleapis.com/auth/cloud-platform',
	state: 's.t',
	code_challenge: 'c-h_',
	code_challenge_method: 'S256',
};

describe('the address that the browser is sent to', () => {
	type Row = readonly [what: string, asked: SignInAsk, further: Readonly<Record<string, string>>];
	const rows: readonly Row[] = [
		['Google, Desktop client', ask(google, 'installed'), { access_type: 'offline', prompt: 'select_account' }],
		['Google, Web client', ask(google, 'web'), { access_type: 'offline', prompt: 'select_account consent' }],
		[
			'Google, Desktop client, account known',
			ask(google, 'installed', { loginHint: 'ada@example.com' }),
			{ access_type: 'offline', login_hint: 'ada@example.com' },
		],
		[
			'Google, Web client, account known',
			ask(google, 'web', { loginHint: 'ada@example.com' }),
			{ access_type: 'offline', login_hint: 'ada@example.com', prompt: 'consent' },
		],
		['another server', ask(other, 'other'), { tenant: 'a&b' }],
		[
			'another server, account known',
			ask(other, 'other', { loginHint: 'ada & co' }),
			{ tenant: 'a&b', login_hint: 'ada & co' },
		],
		[
			'another server, with a refresh token by OpenID Connect',
			ask(other, 'other', { scopes: ['openid', 'offline_access'] }),
			{ tenant: 'a&b', scope: 'openid offline_access', prompt: 'consent' },
		],
		['an empty account', ask(other, 'other', { loginHint: '' }), { tenant: 'a&b' }],
	];
	for (const [what, asked, further] of rows) {
		it(`says all there is to say: ${what}`, () => {
			assert.deepEqual(parametersOf(asked), { ...always, ...further });
		});
	}

	it('has no scope where none is asked for', () => {
		const { scope: _, ...rest } = always;
		assert.deepEqual(parametersOf(ask(other, 'other', { scopes: [] })), { ...rest, tenant: 'a&b' });
	});

	it('is Google’s own', () => {
		assert.match(
			authorizationUrl(ask(google, 'web'), binding) ?? '',
			/^https:\/\/accounts\.google\.com\/o\/oauth2\/v2\/auth\?/,
		);
	});

	it('says what is to be said, also where the server’s own address says otherwise', () => {
		const evil = 'https://idp.example.com/authorize?state=x&client_id=x&redirect_uri=x&code_challenge_method=plain';
		const { state, client_id, redirect_uri, code_challenge_method } = parametersOf(
			ask({ ...other, authorization_endpoint: evil }, 'other'),
		);
		assert.deepEqual(
			[state, client_id, redirect_uri, code_challenge_method],
			['s.t', 'the client', binding.redirectUri, 'S256'],
		);
	});

	it('holds neither the verifier nor a client secret', () => {
		const secretive = { ...ask(google, 'web'), clientSecret: 'GOCSPX-secret' };
		const url = authorizationUrl(secretive, { ...binding, ...{ verifier: 'the-verifier' } });
		assert.doesNotMatch(url ?? '', /GOCSPX|the-verifier/);
	});

	it('does not exist where nobody can sign in', () => {
		const { authorization_endpoint: _, ...machinesOnly } = other;
		assert.equal(authorizationUrl(ask(machinesOnly, 'other'), binding), undefined);
	});
});
