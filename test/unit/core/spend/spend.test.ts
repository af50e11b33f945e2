import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeSpend } from '../../../../src/core/spend/judgeSpend.ts';
import { spendLimitsOf, usualLimits } from '../../../../src/core/spend/spendLimits.ts';
import { spendLimitsInWords, spentDetail, spentInWords } from '../../../../src/core/spend/spendWords.ts';
import { readText } from '../../../house/sourceFiles.ts';

const limits = { warn: 5, ask: 20 };

test('first a warning, then a question', () => {
	for (const [spentToday, judged] of [
		[0, 'free'],
		[4.99, 'free'],
		[5, 'warn'],
		[19.99, 'warn'],
		[20, 'ask'],
		[1e9, 'ask'],
	] as const) {
		assert.equal(judgeSpend({ spentToday, limits }), judged, `${spentToday}`);
	}
});

test('what the next call costs counts too, where it is known', () => {
	assert.equal(judgeSpend({ spentToday: 4, estimateNext: 0.5, limits }), 'free');
	assert.equal(judgeSpend({ spentToday: 4, estimateNext: 1, limits }), 'warn');
	assert.equal(judgeSpend({ spentToday: 0, estimateNext: 25, limits }), 'ask');
});

test('0 turns a limit off', () => {
	assert.equal(judgeSpend({ spentToday: 100, limits: { warn: 0, ask: 0 } }), 'free');
	assert.equal(judgeSpend({ spentToday: 100, limits: { warn: 5, ask: 0 } }), 'warn');
	assert.equal(judgeSpend({ spentToday: 1, limits: { warn: 0, ask: 1 } }), 'ask');
	assert.equal(judgeSpend({ spentToday: 3, limits: { warn: 5, ask: 2 } }), 'ask');
});

test('a profile has its own limits, or those of all', () => {
	const settings = { warn: 1, ask: 2, profiles: { Work: { warn: 50, ask: 0 }, Half: { ask: 9 } } };
	assert.deepEqual(spendLimitsOf('Work', settings), { warn: 50, ask: 0 });
	assert.deepEqual(spendLimitsOf('Half', settings), { warn: 1, ask: 9 });
	assert.deepEqual(spendLimitsOf('Other', settings), { warn: 1, ask: 2 });
	assert.deepEqual(spendLimitsOf('constructor', settings), { warn: 1, ask: 2 });
});

test('a setting that makes no sense turns no limit off', () => {
	for (const bad of [undefined, null, '0', -1, Number.NaN, Infinity, {}]) {
		assert.deepEqual(spendLimitsOf('x', { warn: bad, ask: bad, profiles: bad }), usualLimits);
		assert.deepEqual(spendLimitsOf('x', { ...limits, profiles: { x: { warn: bad, ask: bad } } }), limits);
		assert.deepEqual(spendLimitsOf('x', { ...limits, profiles: { x: bad } }), limits);
	}
});

test('the manifest shows the limits that hold', () => {
	const { properties } = JSON.parse(readText('package.json')).contributes.configuration;
	assert.deepEqual(
		[properties['latchkey.spend.warnPerDay'].default, properties['latchkey.spend.askPerDay'].default],
		[usualLimits.warn, usualLimits.ask],
	);
});

test('a limit is told with what was spent, and with what is not in it', () => {
	assert.equal(
		spentInWords('Work', { usd: 6.2 }, 5),
		'Profile “Work” has spent about $6.20 today; its limit is $5.00.',
	);
	assert.equal(
		spentInWords('Work', { usd: 4 }, 5),
		'With this call, profile “Work” would reach its limit of $5.00 for a day.',
	);
	assert.match(spentDetail({ unpriced: 0 }), /^Counted are .* list prices\.$/);
	assert.match(spentDetail({ unpriced: 2 }), /price is not known come on top\.$/);
});

test('limits are told, and that there is none', () => {
	assert.equal(spendLimitsInWords(limits), 'Latchkey warns from $5.00 a day on, and asks from $20.00 on');
	assert.equal(spendLimitsInWords({ warn: 0, ask: 20 }), 'Latchkey asks from $20.00 a day on');
	assert.equal(spendLimitsInWords({ warn: 5, ask: 0 }), 'Latchkey warns from $5.00 a day on');
	assert.equal(spendLimitsInWords({ warn: 0, ask: 0 }), 'no limit for a day');
});
