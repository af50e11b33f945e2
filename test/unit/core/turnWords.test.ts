import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latencyInWords, usageInWords } from '../../../src/core/panel/turnWords.ts';

const usage = { prompt: 12, cached: 0, toolUse: 0, thoughts: 0, output: 34, total: 46 };

for (const [different, words] of [
	[{}, '12 prompt + 34 output tokens'],
	[{ thoughts: 20 }, '12 prompt + 20 thinking + 34 output tokens'],
	[{ cached: 8 }, '12 prompt (8 cached) + 34 output tokens'],
	[{ toolUse: 5, thoughts: 1 }, '12 prompt + 5 tool use + 1 thinking + 34 output tokens'],
	[{ prompt: 0, output: 0 }, '0 prompt + 0 output tokens'],
] as const) {
	test(`tokens are told apart: ${words}`, () => {
		assert.equal(usageInWords({ ...usage, ...different }), words);
	});
}

for (const [total, first, words] of [
	[0, undefined, '0.0 s'],
	[49, undefined, '0.0 s'],
	[2_140, undefined, '2.1 s'],
	[2_140, 800, '2.1 s, first text after 0.8 s'],
	[2_140, 0, '2.1 s, first text after 0.0 s'],
	[9_949, 9_949, '9.9 s, first text after 9.9 s'],
	[9_950, 9_950, '10 s, first text after 10 s'],
	[3_600_000, 61_000, '3600 s, first text after 61 s'],
	// A clock that was set back meanwhile.
	[-5_000, -1, '0.0 s, first text after 0.0 s'],
] as const) {
	test(`${total} ms with a first text after ${first} is “${words}”`, () => {
		assert.equal(latencyInWords(total, first), words);
	});
}
