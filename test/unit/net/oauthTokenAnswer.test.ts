import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseJson } from '../../../src/core/parseJson.ts';
import { tokenAnswer } from '../../../src/net/oauth/tokenAnswer.ts';

const idToken = (claims: unknown): string =>
	['{}', JSON.stringify(claims), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.');
const answer = (fields: object) => tokenAnswer(JSON.stringify({ access_token: 'a', ...fields }), 'me');
const bodyOf = (fields: object) => parseJson(answer(fields).body);

describe('the account in an ID token', () => {
	const rows: readonly (readonly [what: string, claims: unknown, account: string | undefined])[] = [
		['the mail address', { aud: 'me', email: 'ada@example.com', name: 'Ada', sub: '1' }, 'ada@example.com'],
		['the user name without one', { aud: 'me', preferred_username: 'ada', name: 'Ada', sub: '1' }, 'ada'],
		['the name without these', { aud: 'me', name: 'Ada Löwe 🦁', sub: '1' }, 'Ada Löwe 🦁'],
		['the subject without any', { aud: 'me', sub: '1' }, '1'],
		['found though the token is for others too', { aud: ['other', 'me'], email: 'ada@example.com' }, 'ada@example.com'],
		['found though the token has ended', { aud: 'me', exp: 1, email: 'ada@example.com' }, 'ada@example.com'],
		['not an empty one', { aud: 'me', email: '', name: 'Ada' }, 'Ada'],
		['not one that is no text', { aud: 'me', email: { a: 1 }, name: 5, sub: ['x'] }, undefined],
		['none in a token for another client', { aud: 'other', email: 'ada@example.com' }, undefined],
		['none in a token for many others', { aud: ['other', 'more'], email: 'ada@example.com' }, undefined],
		['none in a token for nobody', { email: 'ada@example.com' }, undefined],
		['none where nobody is named', { aud: 'me' }, undefined],
		['none where the claims are a list', ['me'], undefined],
		['none where the claims are nothing', null, undefined],
	];
	for (const [what, claims, account] of rows) {
		it(`is ${what}`, () => assert.equal(answer({ id_token: idToken(claims) }).account, account));
	}

	it('is no longer than any name', () => {
		assert.equal(answer({ id_token: idToken({ aud: 'me', email: 'x'.repeat(10_000) }) }).account?.length, 200);
	});

	for (const token of ['', 'x', 'a.b', '..', 'a.!!!.c', `a.${Buffer.from('{').toString('base64url')}.c`, 5, {}, null]) {
		it(`costs no token where it is ${JSON.stringify(token)}`, () => {
			const { account, body } = answer({ id_token: token, refresh_token: 'r' });
			assert.equal(account, undefined);
			assert.deepEqual(parseJson(body), { token_type: 'Bearer', access_token: 'a', refresh_token: 'r' });
		});
	}
});

describe('an answer of a token endpoint', () => {
	const rows: readonly (readonly [what: string, fields: object, left: object])[] = [
		[
			'whole',
			{ token_type: 'bearer', expires_in: 5, scope: 'a', x: {} },
			{ token_type: 'bearer', expires_in: 5, scope: 'a', x: {} },
		],
		['without a type', {}, { token_type: 'Bearer' }],
		[
			'with null for what there is not',
			{ refresh_token: null, scope: null, expires_in: null, token_type: null },
			{ token_type: 'Bearer' },
		],
		['with times as text', { expires_in: '3599' }, { token_type: 'Bearer', expires_in: '3599' }],
		['with times that are none', { expires_in: 'soon' }, { token_type: 'Bearer' }],
		['with times before now', { expires_in: -1 }, { token_type: 'Bearer' }],
		['with an empty refresh token', { refresh_token: '', scope: '' }, { token_type: 'Bearer' }],
		['with a refresh token and scopes that are no text', { refresh_token: 5, scope: ['a'] }, { token_type: 'Bearer' }],
	];
	for (const [what, fields, left] of rows) {
		it(`${what} is handed on without what is not essential and odd`, () => {
			assert.deepEqual(bodyOf(fields), { access_token: 'a', ...left });
		});
	}

	it('keeps an access token that is none, so that it is refused', () => {
		assert.deepEqual(bodyOf({ access_token: 5 }), { token_type: 'Bearer', access_token: 5 });
	});

	for (const body of ['', 'x', '[]', 'null', '5', '<html></html>', '{"access_token":']) {
		it(`that is ${JSON.stringify(body)} is handed on as it is`, () =>
			assert.deepEqual(tokenAnswer(body, 'me'), { body }));
	}

	it('has no prototype of its choosing', () => {
		const { body } = tokenAnswer('{"access_token":"a","__proto__":{"refresh_token":"x"}}', 'me');
		assert.equal((parseJson(body) as { refresh_token?: string }).refresh_token, undefined);
	});
});
