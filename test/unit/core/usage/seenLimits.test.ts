import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitsOf, measureOf, tierOf, withLimits } from '../../../../src/core/usage/seenLimits.ts';
import { noon, paid, refusal } from './usageSupport.ts';

const day = 86_400_000;

test('a refusal names its limits, their model and when', () => {
	assert.deepEqual(limitsOf(refusal('quota-minute', 'gemini-x'), noon), [
		{
			id: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier',
			metric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests',
			model: 'gemini-x',
			value: 10,
			seenAt: noon,
		},
	]);
});

test('a limit of 0, which the details leave out, is one', () => {
	const limits = limitsOf(refusal('quota-zero', 'gemini-x'), noon);
	assert.deepEqual(
		limits.map(({ value }) => value),
		[0, 0, 0],
	);
});

test('other failures name none', () => {
	assert.deepEqual(limitsOf(refusal('credits-depleted', 'gemini-x'), noon), []);
	assert.deepEqual(limitsOf({ cause: 'network-unreachable' }, noon), []);
});

test('the name of a limit tells what it counts', () => {
	const measures = (['quota-daily', 'quota-minute', 'quota-tokens-minute'] as const).map((name) =>
		limitsOf(refusal(name, 'gemini-x'), noon).map(measureOf),
	);
	assert.deepEqual(measures.flat(), [
		{ what: 'calls', per: 'day' },
		{ what: 'calls', per: 'minute' },
		{ what: 'prompt', per: 'minute' },
	]);
	assert.equal(measureOf({ id: 'Whatever', metric: '', seenAt: 0 }), undefined);
	assert.equal(measureOf({ id: 'GenerateContentOutputTokensPerMinute', metric: '', seenAt: 0 }), undefined);
});

test('the latest of each kind and model is kept', () => {
	const first = limitsOf(refusal('quota-minute', 'gemini-x'), noon);
	const [other, later] = [
		limitsOf(refusal('quota-minute', 'gemini-y'), noon + 1),
		limitsOf(refusal('quota-minute', 'gemini-x'), noon + 2),
	];
	const known = withLimits(withLimits(first, other, noon + 1), later, noon + 2);
	assert.deepEqual(
		known.map(({ model, seenAt }) => [model, seenAt]),
		[
			['gemini-y', noon + 1],
			['gemini-x', noon + 2],
		],
	);
});

test('a project that pays now is not held to the free limits it had', () => {
	const free = limitsOf(refusal('quota-daily', 'gemini-x'), noon);
	assert.equal(tierOf(free), 'free');
	const now = withLimits(free, limitsOf(refusal('quota-minute', 'gemini-x', paid), noon + 1), noon + 1);
	assert.equal(tierOf(now), 'paid');
	assert.deepEqual(
		now.map(({ id }) => id),
		['GenerateRequestsPerMinutePerProjectPerModel-PaidTier'],
	);
	assert.equal(tierOf([{ id: 'PerDay', metric: '', seenAt: 0 }]), undefined);
});

test('what was seen a month ago goes, and of too many the oldest', () => {
	const old = limitsOf(refusal('quota-daily', 'gemini-x'), noon);
	const fresh = limitsOf(refusal('quota-minute', 'gemini-x'), noon + 31 * day);
	assert.deepEqual(withLimits(old, fresh, noon + 31 * day), fresh);
	const many = Array.from({ length: 100 }, (_, number) => ({ id: `${number}`, metric: '', seenAt: noon }));
	const kept = withLimits([], many, noon);
	assert.deepEqual([kept.length, kept.at(-1)?.id], [40, '99']);
});
