import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKeyCredential, readApiKey } from '../../../src/core/credentials/apiKey.ts';

const refused: readonly (readonly [string, string, RegExp])[] = [
	['nothing', '', /Paste or type/],
	['only spaces', ' \t\n', /Paste or type/],
	['a line break inside', 'AIza-one\nAIza-two', /line break/],
	['a space inside', 'AIza one', /space/],
	['a no-break space inside', 'AIza\u00a0one', /space/],
	['a typographic hyphen', 'AQ.ab–cd', /position 6/],
	['a letter outside ASCII after an emoji', '😀é', /position 1/],
	['a control character', 'AQ.a\u0000b', /position 5/],
	['an invisible character', 'AQ.a\u200bb', /position 5/],
];

for (const [what, input, message] of refused) {
	test(`${what} is refused with a reason`, () => {
		const read = readApiKey(input);
		assert.ok(!read.ok);
		assert.match(read.message, message);
	});
}

test('a key is taken whatever it looks like, without the space around it', () => {
	for (const key of ['AIzaSyShort', 'AQ.Ab8-_x', 'future-format/+=~', 'x']) {
		assert.deepEqual(readApiKey(`\n ${key}\t`), { ok: true, key });
	}
});

test('a key travels in x-goog-api-key, to the Gemini API alone', () => {
	assert.deepEqual(apiKeyCredential('k'), {
		header: 'x-goog-api-key',
		value: 'k',
		allowedHosts: ['generativelanguage.googleapis.com'],
	});
});
