import assert from 'node:assert/strict';
import { test } from 'node:test';
import { environmentKeysIn, environmentNote } from '../../../src/core/environmentKeys.ts';

for (const [what, environment, names] of [
	['none', {}, []],
	['another one', { GOOGLE_APPLICATION_CREDENTIALS: 'x', gemini_api_key: 'x' }, []],
	['an empty one', { GEMINI_API_KEY: '', GOOGLE_API_KEY: undefined }, []],
	['one', { GEMINI_API_KEY: 'x' }, ['GEMINI_API_KEY']],
	['both, the stronger one first', { GEMINI_API_KEY: 'x', GOOGLE_API_KEY: 'y' }, ['GOOGLE_API_KEY', 'GEMINI_API_KEY']],
] as const) {
	test(`of the environment is set: ${what}`, () => {
		assert.deepEqual(environmentKeysIn(environment), names);
	});
}

test('nothing is said where nothing is set', () => {
	assert.equal(environmentNote([]), undefined);
});

test('the stronger variable is named, and no value is ever told', () => {
	const names = environmentKeysIn({ GEMINI_API_KEY: 'the-secret', GOOGLE_API_KEY: 'other-secret' });
	const note = environmentNote(names) ?? '';
	assert.match(note, /^GOOGLE_API_KEY is set/);
	assert.ok(!/secret/.test(note + names.join()));
});

test('a value is looked at for being there, and kept nowhere', () => {
	const asked: PropertyKey[] = [];
	const environment = new Proxy<Record<string, string>>(
		{ GEMINI_API_KEY: 'the-secret', PATH: '/bin' },
		{
			get: (target, name) => {
				asked.push(name);
				return target[String(name)];
			},
		},
	);
	assert.ok(!JSON.stringify(environmentKeysIn(environment)).includes('the-secret'));
	assert.deepEqual(asked, ['GOOGLE_API_KEY', 'GEMINI_API_KEY']);
});
