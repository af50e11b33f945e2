import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsOf } from '../../../../src/core/errors/catalogue/catalogue.ts';
import { failureOfResponse } from '../../../../src/core/errors/failureOf.ts';

const now = Date.UTC(2026, 10, 25, 12, 0, 0);
const body = JSON.stringify({
	error: 'invalid_grant',
	error_description: 'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.',
});
const refusedAt = (minutesBehind: number) =>
	failureOfResponse(
		{ httpStatus: 400, body, headers: { date: new Date(now + minutesBehind * 60_000).toUTCString() }, now },
		{ grantType: 'urn:ietf:params:oauth:grant-type:jwt-bearer' },
		[],
	);

for (const [minutes, words] of [
	[12, 'behind Google’s'],
	[-12, 'ahead of Google’s'],
] as const) {
	test(`a clock that is ${-minutes} minutes ahead is told in minutes`, () => {
		const failure = refusedAt(minutes);
		assert.equal(failure.cause, 'jwt-time-invalid');
		assert.equal(failure.clockAheadMs, -minutes * 60_000);
		assert.ok(wordsOf(failure).sentence.endsWith(`clock is 12 minutes ${words}.`), wordsOf(failure).sentence);
	});
}

test('a clock that agrees, or a date that is none, is not blamed', () => {
	assert.equal(refusedAt(0.5).clockAheadMs, undefined);
	for (const date of ['', 'yesterday', '0']) {
		const failure = failureOfResponse({ httpStatus: 400, body, headers: date ? { date: 'x' } : {}, now }, {}, []);
		assert.equal(failure.clockAheadMs, undefined);
		assert.match(wordsOf(failure).sentence, /Most likely this machine’s clock/);
	}
});
