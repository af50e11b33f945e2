import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyKindOf, keyKinds } from '../../../src/core/credentials/keyKind.ts';
import { keyKindInWords, outlookOf } from '../../../src/core/credentials/keyKindWords.ts';

for (const [key, kind] of [
	['AQ.Ab8RN6', 'auth'],
	['AQ.', 'auth'],
	['AQ', 'other'],
	['aq.Ab8RN6', 'other'],
	['AIzaSyA', 'standard'],
	['AIza', 'standard'],
	['aizaSyA', 'other'],
	['xAIza', 'other'],
	['"AIzaSyA"', 'other'],
	['ya29.token', 'other'],
	['', 'other'],
] as const) {
	test(`“${key}” is by its prefix: ${kind}`, () => {
		assert.equal(keyKindOf(key), kind);
	});
}

test('each kind has words of its own', () => {
	assert.deepEqual(keyKinds.map(keyKindInWords), [
		'API key (auth key by its prefix)',
		'API key (standard key by its prefix)',
		'API key',
	]);
});

test('an outlook is told for standard keys alone', () => {
	assert.deepEqual(
		keyKinds.filter((kind) => outlookOf(kind) !== undefined),
		['standard'],
	);
});
