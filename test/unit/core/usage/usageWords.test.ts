import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeTierNote } from '../../../../src/core/usage/freeTier.ts';
import type { SeenLimit } from '../../../../src/core/usage/seenLimits.ts';
import type { Count } from '../../../../src/core/usage/usageBook.ts';
import type { UsageNow, Used } from '../../../../src/core/usage/usageNow.ts';
import { usageInWords } from '../../../../src/core/usage/usageWords.ts';
import { noon } from './usageSupport.ts';

const count = (given: Partial<Count> = {}): Count => ({
	calls: 0,
	prompt: 0,
	output: 0,
	usd: 0,
	unpriced: 0,
	...given,
});

function usage(given: Used, limits: readonly SeenLimit[] = [], models: Readonly<Record<string, Used>> = { x: given }) {
	return { ...given, limits, models: new Map(Object.entries(models)), now: noon, isFreeTier: false } satisfies UsageNow;
}

const limit = (id: string, value: number, minutesAgo: number, model = 'x'): SeenLimit => ({
	id,
	metric: '',
	value,
	model,
	seenAt: noon - minutesAgo * 60_000,
});

test('calls are told against the limits that were seen, and when', () => {
	const given = { minute: count({ calls: 3 }), day: count({ calls: 41 }) };
	const perMinute = (minutesAgo: number) => limit('RequestsPerMinute', 15, minutesAgo);
	const perDay = limit('RequestsPerDay', 1500, 10);
	const lines = (...limits: readonly SeenLimit[]) => usageInWords(usage(given, limits));
	assert.deepEqual(lines(), ['3 calls in the last minute, 41 today']);
	assert.deepEqual(lines(perMinute(10), perDay), [
		'3 calls in the last minute (limit 15), 41 today (limit 1,500, seen 10 minutes ago)',
	]);
	assert.deepEqual(lines(perMinute(2), perDay), [
		'3 calls in the last minute (limit 15, seen 2 minutes ago), 41 today (limit 1,500, seen 10 minutes ago)',
	]);
	assert.deepEqual(lines(perMinute(0)), ['3 calls in the last minute (limit 15, seen just now), 41 today']);
});

test('tokens and money are told where there are any', () => {
	const given = {
		minute: count({ calls: 1, prompt: 1200 }),
		day: count({ calls: 4, prompt: 12_345, output: 678, usd: 0.1234, unpriced: 1 }),
	};
	assert.deepEqual(usageInWords(usage(given, [limit('InputTokensPerModelPerMinute', 250_000, 0)])), [
		'1 call in the last minute, 4 today',
		'1,200 tokens of prompt in the last minute (limit 250,000, seen just now), 12,345 today',
		'678 tokens of output today',
		'about $0.12 today, by list prices; the price of 1 call is not known',
	]);
});

test('of several models each limited one has its own lines', () => {
	const used = (calls: number): Used => ({ minute: count({ calls }), day: count({ calls }) });
	const limits = [limit('RequestsPerMinute', 10, 0, 'x'), limit('RequestsPerDay', 20, 0, 'y')];
	assert.deepEqual(usageInWords(usage(used(5), limits, { x: used(2), y: used(3), z: used(0) })), [
		'5 calls in the last minute, 5 today',
		'x: 2 calls in the last minute (limit 10, seen just now), 2 today',
		'y: 3 calls in the last minute, 3 today (limit 20, seen just now)',
	]);
});

test('where nothing was used nothing is told', () => {
	assert.deepEqual(usageInWords(usage({ minute: count(), day: count() }, [], {})), []);
});

test('a limit without a number, and one whose name tells nothing, are not told', () => {
	const { value: _, ...unknown } = limit('RequestsPerDay', 1, 0);
	const given = { minute: count({ calls: 1 }), day: count({ calls: 1 }) };
	assert.deepEqual(usageInWords(usage(given, [unknown, limit('Whatever', 7, 0)])), [
		'1 call in the last minute, 1 today',
	]);
});

test('the free tier is told of', () => {
	assert.match(freeTierNote({ isFreeTier: true }) ?? '', /^Free tier: Google may use prompts/);
	assert.equal(freeTierNote({ isFreeTier: false }), undefined);
});
