import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Freshness, freshnessOf } from '../../../../src/core/oauth/tokens.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** When the tokens of these tests were had. */
const had = Date.UTC(2026, 10, 24);

type Row = readonly [life: number | undefined, now: number, freshness: Freshness];
const rows: readonly Row[] = [
	// The last five minutes of an hour.
	[hour, had, 'good'],
	[hour, had + hour - 5 * minute - 1, 'good'],
	[hour, had + hour - 5 * minute, 'aging'],
	[hour, had + hour - 10 * second - 1, 'aging'],
	[hour, had + hour - 10 * second, 'over'],
	[hour, had + hour, 'over'],
	[hour, had + 10 * hour, 'over'],
	// The last quarter of a short life.
	[4 * minute, had, 'good'],
	[4 * minute, had + 3 * minute - 1, 'good'],
	[4 * minute, had + 3 * minute, 'aging'],
	[4 * minute, had + 4 * minute - 10 * second, 'over'],
	[20 * minute, had + 15 * minute - 1, 'good'],
	[20 * minute, had + 15 * minute, 'aging'],
	// So short that a quarter of it is less than a token may need to arrive.
	[20 * second, had, 'good'],
	[20 * second, had + 15 * second - 1, 'good'],
	[20 * second, had + 15 * second, 'over'],
	// A life of nothing, or less.
	[0, had, 'over'],
	[-minute, had, 'over'],
	// No end is known.
	[undefined, had, 'good'],
	[undefined, had + 1_000 * hour, 'good'],
	// A clock that was set back, and one that was corrected.
	[hour, had - minute, 'good'],
	[hour, had - minute - 1, 'over'],
	[hour, had - 24 * hour, 'over'],
	[undefined, had - minute, 'good'],
	[undefined, had - minute - 1, 'over'],
];

for (const [life, now, freshness] of rows) {
	const lives = life === undefined ? 'a token whose end nobody told' : `a token for ${life / second} s`;
	test(`${lives} is ${freshness} ${(now - had) / second} s after it was had`, () => {
		assert.equal(
			freshnessOf({ obtainedAt: had, ...(life === undefined ? {} : { expiresAt: had + life }) }, now),
			freshness,
		);
	});
}
