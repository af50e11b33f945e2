import assert from 'node:assert/strict';
import { test } from 'node:test';
import { largePrompt, longestPrompt, sizeInWords } from '../../../../src/core/editor/promptSize.ts';

for (const [length, words] of [
	[4, '4 characters, about 1 tokens'],
	[5, '5 characters, about 2 tokens'],
	[1023, '1023 characters, about 256 tokens'],
	[1024, '1 thousand characters, about 256 tokens'],
	[largePrompt, '102 thousand characters, about 25600 tokens'],
	[largePrompt + 1, '102 thousand characters, about 25601 tokens'],
	[longestPrompt, '10486 thousand characters, about 2621440 tokens'],
] as const) {
	test(`a text of ${length} is “${words}”`, () => {
		assert.equal(sizeInWords('x'.repeat(length)), words);
	});
}

test('tokens that were counted are told without “about”', () => {
	assert.equal(sizeInWords('four', 7), '4 characters, 7 tokens');
	assert.equal(sizeInWords('four', 0), '4 characters, 0 tokens');
});
