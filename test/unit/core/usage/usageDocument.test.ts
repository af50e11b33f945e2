import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noted, type UsageBook } from '../../../../src/core/usage/usageBook.ts';
import { readUsage, writeUsage } from '../../../../src/core/usage/usageDocument.ts';
import { eventOf } from '../../../../src/core/usage/usedCall.ts';
import { noon, refusal } from './usageSupport.ts';

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const day = 86_400_000;

const book = (...times: readonly number[]): UsageBook =>
	times.reduce<UsageBook>(
		(so, at) =>
			noted(
				so,
				eventOf({ profileId: 'a', model: 'gemini-x', failures: [refusal('quota-daily', 'gemini-x')] }, at),
				dayOf,
			),
		new Map(),
	);

test('a book is read as it was written', () => {
	const written = noted(book(noon, noon + 1), { kind: 'warned', profileId: 'a', at: noon }, dayOf);
	assert.deepEqual(readUsage(writeUsage(written)), written);
	assert.deepEqual(readUsage(undefined), new Map());
});

test('seven days are kept, and none that a wrong clock made up', () => {
	const days = (...times: readonly number[]) => [
		...(book(...times)
			.get('a')
			?.days.keys() ?? []),
	];
	assert.deepEqual(days(...Array.from({ length: 10 }, (_, number) => noon + number * day)).length, 7);
	assert.deepEqual(days(noon + 400 * day, noon), [dayOf(noon)]);
	assert.deepEqual(days(noon - 30 * day, noon), [dayOf(noon)]);
});

test('calls of a time to come are none of the last minute', () => {
	assert.equal(book(noon + day, noon).get('a')?.recent.length, 1);
});

test('what in a stored text is no usage is passed over', () => {
	const count = { calls: 1, prompt: 2, output: 3, usd: 4, unpriced: 0 };
	const text = JSON.stringify({
		version: 1,
		profiles: {
			good: { days: { '2026-11-23': { x: count, y: { ...count, calls: -1 }, z: null } }, recent: 5, limits: {} },
			list: [],
			number: 7,
			odd: {
				days: [],
				recent: [null, { at: 'x', model: 'x', count }, { at: 1, model: 5, count }],
				limits: [null, { seenAt: -1 }, { seenAt: 1, id: 5, metric: [], value: 'many', model: {} }],
				warnedOn: 9,
			},
		},
	});
	const read = readUsage(text);
	assert.ok(read !== 'newer');
	assert.deepEqual([...read.keys()], ['good', 'odd']);
	assert.deepEqual([...(read.get('good')?.days.get('2026-11-23') ?? [])], [['x', count]]);
	assert.deepEqual(read.get('odd'), {
		days: new Map(),
		recent: [{ at: 1, model: '', count }],
		limits: [{ id: '', metric: '', seenAt: 1 }],
	});
});

test('a text that is nothing is an empty book, and one of a later version is told apart', () => {
	for (const text of ['', '{', 'null', '[]', '7', '{"version":1}', '{"profiles":{"a":{}}'.padEnd(17 * 1024 * 1024)]) {
		assert.deepEqual(readUsage(text), new Map(), text.slice(0, 20));
	}
	assert.equal(readUsage('{"version":2}'), 'newer');
});

test('a profile named like a part of every object is one like others', () => {
	const event = { ...eventOf({ profileId: '__proto__', model: '__proto__' }, noon), profileId: '__proto__' };
	const read = readUsage(writeUsage(noted(new Map(), event, dayOf)));
	assert.ok(read !== 'newer');
	assert.equal(read.get('__proto__')?.days.get(dayOf(noon))?.get('__proto__')?.calls, 1);
	assert.equal(({} as Record<string, unknown>)['days'], undefined);
});
