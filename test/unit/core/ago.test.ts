import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { agoInWords, dayInWords, endOfDay } from '../../../src/core/profiles/ago.ts';

const [second, minute, hour, day] = [1_000, 60_000, 60 * 60_000, 24 * 60 * 60_000];
const now = Date.UTC(2026, 10, 24, 12);

for (const [past, words] of [
	[-10 * day, 'just now'],
	[-1, 'just now'],
	[0, 'just now'],
	[minute - 1, 'just now'],
	[minute, '1 minute ago'],
	[2 * minute - 1, '1 minute ago'],
	[2 * minute, '2 minutes ago'],
	[hour - 1, '59 minutes ago'],
	[hour, '1 hour ago'],
	[2 * hour - second, '1 hour ago'],
	[2 * hour, '2 hours ago'],
	[day - 1, '23 hours ago'],
	[day, '1 day ago'],
	[2 * day - 1, '1 day ago'],
	[2 * day, '2 days ago'],
	[400 * day, '400 days ago'],
] as const) {
	test(`${past} ms ago is “${words}”`, () => {
		assert.equal(agoInWords(now - past, now), words);
	});
}

/** Puts this machine into another time zone for one test. */
function inZone(t: TestContext, zone: string): void {
	const before = process.env['TZ'];
	process.env['TZ'] = zone;
	t.after(() => {
		if (before === undefined) {
			delete process.env['TZ'];
		} else {
			process.env['TZ'] = before;
		}
	});
}

/** Zones, and days on which their clocks are moved, some of them at midnight. */
const days: readonly (readonly [string, readonly string[]])[] = [
	['UTC', ['2026-11-24', '2024-02-29', '2026-12-31', '1970-01-02', '9999-12-31']],
	['Europe/Berlin', ['2026-03-28', '2026-03-29', '2026-10-25', '2026-10-24']],
	['America/New_York', ['2026-03-08', '2026-11-01']],
	['America/Santiago', ['2026-04-04', '2026-04-05', '2026-09-05', '2026-09-06']],
	['Africa/Cairo', ['2026-04-23', '2026-04-24', '2026-10-29', '2026-10-30']],
	['Australia/Lord_Howe', ['2026-04-05', '2026-10-04']],
	['Asia/Kolkata', ['2026-01-01']],
	['Pacific/Kiritimati', ['2026-01-01']],
];
for (const [zone, texts] of days) {
	for (const text of texts) {
		test(`in ${zone} ${text} ends with its last millisecond`, (t) => {
			inZone(t, zone);
			const end = endOfDay(text);
			assert.ok(end !== undefined);
			assert.equal(dayInWords(end), text);
			assert.notEqual(dayInWords(end + 1), text);
		});
	}
}

test('the zone of a test is the zone of its dates', (t) => {
	inZone(t, 'Pacific/Kiritimati');
	assert.equal(endOfDay('2026-01-01'), Date.UTC(2026, 0, 1, 10) - 1);
});

test('a day that a zone left out is none', (t) => {
	inZone(t, 'Pacific/Apia');
	assert.equal(endOfDay('2011-12-30'), undefined);
	assert.equal(dayInWords(endOfDay('2011-12-31') ?? 0), '2011-12-31');
});

test('space around a day does not matter', () => {
	assert.equal(endOfDay(' 2026-11-24\n'), endOfDay('2026-11-24'));
});

for (const text of [
	'',
	' ',
	'tomorrow',
	'2026-02-29',
	'2026-02-30',
	'2026-13-01',
	'2026-00-10',
	'2026-01-00',
	'2026-01-32',
	'0000-00-00',
	'0099-01-01',
	'99-01-01',
	'2026-1-1',
	'20260101',
	'2026/01/01',
	'01.01.2026',
	'2026-01-01T00:00:00Z',
	'-2026-01-01',
	'12026-01-01',
	'２０２６-01-01',
]) {
	test(`“${text}” is no day`, () => {
		assert.equal(endOfDay(text), undefined);
	});
}
