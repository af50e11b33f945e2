import assert from 'node:assert/strict';
import { test } from 'node:test';
import { durationMs, waitIn } from '../../../../src/core/errors/reading/duration.ts';

for (const [text, ms] of [
	['58s', 58_000],
	['58.821668433s', 58_822],
	['0.5s', 500],
	['5h59m59.960323804s', 21_599_960],
	['739.118042ms', 739],
	['', undefined],
	['s', undefined],
	['-5s', undefined],
	['5 parsecs', undefined],
	[`${'9'.repeat(40)}s`, undefined],
] as const) {
	test(`“${text}” lasts ${ms} ms`, () => assert.equal(durationMs(text), ms));
}

for (const [text, ms] of [
	['Please retry in 11.665902715s.', 11_666],
	['Please try again in 30 seconds.', 30_000],
	['Please retry in 9h14m3.25s.', 33_243_250],
	['Your quota will reset after 5h59m59s.', 21_599_000],
	['Try again in 2 minutes and 5 seconds', 125_000],
	['Please try again later.', undefined],
	['Retry 3 times', undefined],
] as const) {
	test(`“${text}” asks to wait ${ms} ms`, () => assert.equal(waitIn(text), ms));
}
