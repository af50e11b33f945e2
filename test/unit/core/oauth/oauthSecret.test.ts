import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
	isOAuthSecret,
	type OAuthSecret,
	partsOfSecret,
	readOAuthSecret,
	writeOAuthSecret,
} from '../../../../src/core/oauth/oauthSecret.ts';

const access = { accessToken: 'ya29.token', obtainedAt: 1, expiresAt: 2, scopes: ['a', 'b'] };
const { expiresAt: _, ...endless } = access;

describe('a secret with tokens', () => {
	const secrets: readonly OAuthSecret[] = [
		{},
		{ clientSecret: 'GOCSPX-1' },
		{ clientSecret: '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n' },
		{ refreshToken: '1//0"\\\n' },
		{ access },
		{ access: endless },
		{ access: { ...access, scopes: [] } },
		{ clientSecret: 'c', refreshToken: 'r', access },
	];
	for (const secret of secrets) {
		it(`of ${Object.keys(secret).join(', ') || 'nothing'} is read as it was written`, () => {
			const text = writeOAuthSecret(secret);
			assert.deepEqual(readOAuthSecret(text), secret);
			assert.equal(isOAuthSecret(text), true);
		});
	}

	const hostile: readonly (readonly [text: string, read: OAuthSecret | undefined])[] = [
		['', undefined],
		['null', undefined],
		['5', undefined],
		['"x"', undefined],
		['[]', undefined],
		['AIzaSy-a-key', undefined],
		['{"oauth":null}', undefined],
		['{"oauth":"x"}', undefined],
		['{"oauth":{"clientSecret":5,"refreshToken":{},"access":"x"}}', {}],
		['{"oauth":{"access":null,"refreshToken":"r"}}', { refreshToken: 'r' }],
		['{"oauth":{"access":{"accessToken":"t","obtainedAt":"1","scopes":[]}}}', {}],
		['{"oauth":{"access":{"accessToken":"t","obtainedAt":1,"scopes":"a"}}}', {}],
		['{"oauth":{"access":{"accessToken":"t","obtainedAt":1}}}', {}],
		[
			'{"oauth":{"access":{"accessToken":"t","obtainedAt":1,"expiresAt":"2","scopes":["a",5,null,{}]}}}',
			{ access: { accessToken: 't', obtainedAt: 1, scopes: ['a'] } },
		],
		['{"clientSecret":"c"}', undefined],
		['{"oauth":{"__proto__":{"clientSecret":"c"}}}', {}],
	];
	for (const [text, read] of hostile) {
		it(`is read without harm from ${text || 'nothing'}`, () => assert.deepEqual(readOAuthSecret(text), read));
	}

	it('is told from an API key, which may be anything else', () => {
		for (const key of ['AIzaSy', '', '{"a":1}', ' {"oauth":', '{ "oauth":{}}']) {
			assert.equal(isOAuthSecret(key), false, key);
		}
	});

	it('has parts that must not be shown, each by itself; an API key is one whole', () => {
		const text = writeOAuthSecret({ clientSecret: 'c', refreshToken: 'r', access });
		assert.deepEqual(partsOfSecret(text), ['c', 'r', 'ya29.token']);
		assert.deepEqual(partsOfSecret(writeOAuthSecret({})), []);
		assert.deepEqual(partsOfSecret('the-key'), ['the-key']);
	});
});
