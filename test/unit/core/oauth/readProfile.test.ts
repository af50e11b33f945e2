import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { google } from '../../../../src/core/oauth/authorizationServer.ts';
import type { OAuthUserProfile, Profile } from '../../../../src/core/profiles/profile.ts';
import { readProfileIndex, writeProfileIndex } from '../../../../src/core/profiles/profileIndex.ts';
import { readProfile } from '../../../../src/core/profiles/readProfile.ts';
import { aProfile } from '../aProfile.ts';
import { client, machineProfile, pastedProfile, server } from '../credentials/tokenSupport.ts';

const common = {
	id: 'p',
	secretVersion: 's',
	name: 'Work',
	createdAt: 0,
	isProtected: true,
	color: 'red',
	expiresAt: 5,
	quotaProject: 'my-project',
	baseUrl: 'https://gateway.example.com/gemini',
	lastCheck: { at: 1, state: 'rejected', cause: 'token-invalid', project: '123' },
	lastUsedAt: 2,
} as const;

const user = (different: Partial<OAuthUserProfile> = {}): OAuthUserProfile => ({
	...common,
	method: 'oauth-user',
	server: { ...server, revocation_endpoint: 'https://idp.example.com/revoke' },
	client,
	scopes: ['a', 'b'],
	signIn: { at: 3, account: 'ada@example.com', scopes: ['a'], refreshExpiresAt: 9 },
	...different,
});

const stored = (profile: Profile): Record<string, unknown> => JSON.parse(JSON.stringify(profile));

describe('a stored profile', () => {
	const whole: readonly (readonly [what: string, profile: Profile])[] = [
		['of an API key', aProfile({ ...common })],
		['of a sign-in', user()],
		['of a sign-in whose client has its secret elsewhere', user({ source: { kind: 'environment' } })],
		[
			'of a sign-in that has ended',
			user({
				signIn: { ...user().signIn, at: 1, account: '', scopes: [], ended: { at: 4, cause: 'oauth-refresh-revoked' } },
			}),
		],
		['of a sign-in at Google', user({ server: google, client: { ...client, kind: 'installed' } })],
		[
			'of a server that names itself',
			user({ server: { ...server, authorization_response_iss_parameter_supported: true, isIssuerUnknown: true } }),
		],
		[
			'of a server on this machine',
			user({ server: { issuer: 'http://[::1]:8080', token_endpoint: 'http://[::1]:8080/token' } }),
		],
		['of a client’s credentials', machineProfile({ ...common, parameters: { audience: 'https://x', resource: 'y' } })],
		['of a pasted token', pastedProfile({ ...common, account: 'ada@example.com', scopes: ['a'] })],
	];
	for (const [what, profile] of whole) {
		it(`${what} is read as it was written`, () => {
			assert.deepEqual(readProfile(stored(profile)), profile);
			const index = { revision: 1, profiles: [profile], leftovers: [], defaultId: profile.id };
			assert.deepEqual(readProfileIndex(writeProfileIndex(index)), index);
		});
	}

	it('where nobody is signed in is read so', () => {
		const { signIn: _, ...signedOut } = user();
		assert.deepEqual(readProfile(stored(signedOut)), signedOut);
	});

	/** Without these it is no profile. */
	const essential: readonly (readonly [profile: Profile, field: string, values: readonly unknown[]])[] = [
		[user(), 'method', [undefined, 'oauth', 'constructor', '__proto__', 5, ['oauth-user']]],
		[user(), 'id', [undefined, '', 5, {}, '../x', 'a/b', 'a b', '.', 'x'.repeat(65)]],
		[user(), 'secretVersion', [undefined, '', null, '../x', 'a\nb']],
		[user(), 'name', [undefined, '', []]],
		[user(), 'createdAt', [undefined, -1, '0', Number.NaN]],
		[user(), 'server', [undefined, null, 'x', [], {}, { issuer: 'https://x' }, { token_endpoint: 'https://x' }]],
		[
			user(),
			'server',
			[
				{ ...server, issuer: 'x' },
				{ ...server, token_endpoint: '/token' },
			],
		],
		[
			user(),
			'server',
			[
				{ ...server, token_endpoint: 'javascript:x' },
				{ ...server, token_endpoint: 'file:///x' },
			],
		],
		[user(), 'client', [undefined, null, 'x', [], {}, { ...client, id: '' }, { ...client, kind: 'x' }]],
		[
			user(),
			'client',
			[
				{ ...client, auth: 'client_secret_jwt' },
				{ ...client, auth: undefined },
			],
		],
		[machineProfile(), 'server', [undefined, {}]],
		[machineProfile(), 'clientId', [undefined, '', 5]],
		[machineProfile(), 'clientAuth', [undefined, '', 'constructor']],
		[user(), 'baseUrl', ['', 'gateway.example.com', 5, {}, 'javascript:x']],
		[aProfile(), 'baseUrl', ['x', null]],
	];
	for (const [profile, field, values] of essential) {
		for (const value of values) {
			it(`of ${profile.method} with ${JSON.stringify(value) ?? 'no'} ${field} is none`, () => {
				assert.equal(readProfile({ ...stored(profile), [field]: value }), undefined);
			});
		}
	}

	/** What does not parse and is not essential is left out. */
	type Row = readonly [profile: Profile, hostile: object, read: object];
	const { signIn: _, ...signedOut } = user();
	const { authorization_endpoint: __, ...noPage } = server;
	const rows: readonly Row[] = [
		[user(), { scopes: 'a b' }, { scopes: [] }],
		[user(), { scopes: ['a', 5, null, '', {}, 'b'] }, { scopes: ['a', 'b'] }],
		[user(), { signIn: { at: 'x', account: 'a' } }, { signIn: undefined }],
		[user(), { signIn: [] }, { signIn: undefined }],
		[user(), { signIn: { at: 1, account: {}, scopes: {} } }, { signIn: { at: 1, account: '', scopes: [] } }],
		[
			user(),
			{ signIn: { at: 1, refreshExpiresAt: 'x', ended: { at: 1 } } },
			{ signIn: { at: 1, account: '', scopes: [] } },
		],
		[user(), { signIn: { at: 1, ended: { at: 1, cause: '<b>' } } }, { signIn: { at: 1, account: '', scopes: [] } }],
		[user(), { server: { ...server, authorization_endpoint: 'javascript:alert(1)' } }, { server: noPage }],
		[user(), { server: { ...server, authorization_response_iss_parameter_supported: 'yes' } }, { server }],
		[user(), { server: { ...server, evil: 'x' } }, { server }],
		[user(), { client: { ...client, redirectUris: 'x', evil: 1 } }, { client: { ...client, redirectUris: [] } }],
		[machineProfile(), { parameters: { a: 'b', c: 5, d: null, e: '' } }, { parameters: { a: 'b' } }],
		[machineProfile(), { parameters: 'abc' }, { parameters: {} }],
		[machineProfile(), { parameters: ['a'] }, { parameters: {} }],
		[pastedProfile(), { account: 5, scopes: 5 }, { account: '', scopes: [] }],
		[
			user(),
			{ color: 'constructor', isProtected: 'yes', expiresAt: '5' },
			{ color: undefined, isProtected: undefined, expiresAt: undefined },
		],
		[
			user(),
			{ lastCheck: { at: 1, state: 'fine' }, quotaProject: 7 },
			{ lastCheck: undefined, quotaProject: undefined },
		],
		[user(), { secret: 'x', keyKind: 'auth', clientId: 'y' }, {}],
		[signedOut, { signIn: null }, {}],
	];
	for (const [profile, hostile, read] of rows) {
		it(`of ${profile.method} with ${JSON.stringify(hostile)} is read without it`, () => {
			const expected = Object.fromEntries(
				Object.entries({ ...profile, ...read }).filter(([, value]) => value !== undefined),
			);
			assert.deepEqual(readProfile({ ...stored(profile), ...hostile }), expected);
		});
	}

	it('leaves the prototype of what it becomes alone', () => {
		const text = JSON.stringify(machineProfile()).replace('"parameters":{}', '"parameters":{"__proto__":"x","a":"b"}');
		const profile = readProfile(JSON.parse(text));
		assert.ok(profile?.method === 'oauth-client-credentials');
		assert.equal(Object.getPrototypeOf(profile.parameters), Object.prototype);
		assert.equal(profile.parameters['a'], 'b');
		assert.equal(
			readProfile(
				JSON.parse('{"__proto__":{"id":"p","secretVersion":"s","name":"n","createdAt":0,"method":"api-key"}}'),
			),
			undefined,
		);
	});

	it('is none where it is no object at all', () => {
		for (const value of [undefined, null, 5, 'x', true, [], [stored(user())]]) {
			assert.equal(readProfile(value), undefined);
		}
	});
});
