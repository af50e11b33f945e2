import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownScopes } from '../../../../src/core/oauth/knownScopes.ts';
import { impossibleScope, missingScopes, readScopes, shortScope } from '../../../../src/core/oauth/scopes.ts';

const google = 'https://www.googleapis.com/auth/';

const typed: readonly (readonly [string, readonly string[]])[] = [
	['', []],
	[' \n', []],
	['openid', ['openid']],
	['openid email', ['openid', 'email']],
	['openid,email,\n  profile\t', ['openid', 'email', 'profile']],
	['a b a', ['a', 'b']],
	['A a', ['A', 'a']],
];
for (const [text, scopes] of typed) {
	test(`${JSON.stringify(text)} is read as ${scopes.length} scopes`, () => assert.deepEqual(readScopes(text), scopes));
}

type Grant = readonly [what: string, asked: readonly string[], granted: readonly string[], missing: readonly string[]];
const grants: readonly Grant[] = [
	['all that was asked for', ['a', 'b'], ['b', 'a'], []],
	['more than was asked for', ['a'], ['a', 'b'], []],
	['one that was unticked', ['a', 'b'], ['a'], ['b']],
	['nothing', ['a', 'b'], [], ['a', 'b']],
	[
		'Google’s long names of short ones',
		['email', 'profile'],
		[`${google}userinfo.email`, `${google}userinfo.profile`],
		[],
	],
	['short names of long ones', [`${google}userinfo.email`], ['email'], []],
	['neither of the two that no server repeats', ['openid', 'offline_access', 'a'], ['a'], []],
	[
		'one that only begins like it',
		[`${google}cloud-platform`],
		[`${google}cloud-platform.read-only`],
		[`${google}cloud-platform`],
	],
	['another case', ['Files.Read'], ['files.read'], ['Files.Read']],
	['a name that every object has', ['constructor', '__proto__'], [], ['constructor', '__proto__']],
];
for (const [what, asked, granted, missing] of grants) {
	test(`of a grant of ${what}, ${missing.length} scopes are missing`, () => {
		assert.deepEqual(missingScopes(asked, granted), missing);
	});
}

const unfit = ['a"b', 'a\\b', 'a b', 'ä', 'a\u0000', 'a\u007f', ''];
for (const scope of unfit) {
	test(`no request can carry the scope ${JSON.stringify(scope)}`, () => {
		assert.equal(impossibleScope(['openid', scope]), scope);
	});
}

test('what servers have for scopes can all be carried', () => {
	const scopes = ['openid', `${google}cloud-platform`, 'api://app/.default', 'urn:x:y', "it's", 'read!', '~'];
	assert.equal(impossibleScope(scopes), undefined);
});

test('the scopes that are offered differ, can be carried, and are long in a request and short on the screen', () => {
	const offered = knownScopes().map(({ scope }) => scope);
	assert.equal(new Set(offered).size, offered.length);
	assert.equal(impossibleScope(offered), undefined);
	assert.deepEqual(
		offered.map(shortScope),
		knownScopes()
			.map(({ label }) => label)
			.map((label) => shortScope(label)),
	);
	assert.equal(shortScope(`${google}cloud-platform`), 'cloud-platform');
	assert.equal(shortScope('https://other.example.com/auth/x'), 'https://other.example.com/auth/x');
});
