import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysBetween, pacificDay } from '../../../../src/core/usage/pacificDay.ts';

test('a day ends at midnight Pacific time, in winter and in summer', () => {
	for (const [at, day] of [
		['2026-11-30T07:59:59.999Z', '2026-11-29'],
		['2026-11-30T08:00:00Z', '2026-11-30'],
		['2026-07-01T06:59:59.999Z', '2026-06-30'],
		['2026-07-01T07:00:00Z', '2026-07-01'],
		// The days on which clocks are set forward and back.
		['2026-03-08T07:59:59Z', '2026-03-07'],
		['2026-03-08T08:00:00Z', '2026-03-08'],
		['2026-03-09T06:59:59Z', '2026-03-08'],
		['2026-03-09T07:00:00Z', '2026-03-09'],
		['2026-11-01T07:00:00Z', '2026-11-01'],
		['2026-11-02T07:59:59Z', '2026-11-01'],
		['2026-11-02T08:00:00Z', '2026-11-02'],
		['2027-01-01T07:59:59Z', '2026-12-31'],
	] as const) {
		assert.equal(pacificDay(Date.parse(at)), day, at);
	}
});

test('a time that is none is no day, and nothing breaks', () => {
	assert.ok(Number.isNaN(daysBetween(pacificDay(Number.NaN), '2026-11-30')));
	assert.ok(Number.isNaN(daysBetween(pacificDay(1e300), '2026-11-30')));
});

test('days are told apart by the calendar', () => {
	assert.equal(daysBetween('2026-10-31', '2026-11-02'), 2);
	assert.equal(daysBetween('2027-01-01', '2026-12-31'), -1);
	assert.ok(Number.isNaN(daysBetween('never', '2026-12-31')));
});
