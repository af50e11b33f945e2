import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costOf, type PricedUsage } from '../../../../src/core/prices/costOf.ts';
import { priceTable } from '../../../../src/core/prices/priceTable.ts';

const november = Date.UTC(2026, 10, 23, 12);
const { table } = priceTable();
const oneMillion = 1_000_000;

const cost = (model: string, usage: Partial<PricedUsage>, at = november, own?: unknown) =>
	costOf(
		{ model, usage: { prompt: 0, thoughts: 0, output: 0, ...usage }, at },
		own === undefined ? table : priceTable(own).table,
	);

const usd = (...given: Parameters<typeof cost>): number | undefined => {
	const known = cost(...given)?.usd;
	return known === undefined ? undefined : Math.round(known * 1e9) / 1e9;
};

test('prompt and output have a price each, and thoughts are output', () => {
	assert.equal(usd('gemini-2.5-flash-lite', { prompt: oneMillion }), 0.1);
	assert.equal(usd('gemini-2.5-flash-lite', { output: oneMillion }), 0.4);
	assert.equal(usd('gemini-2.5-flash-lite', { thoughts: 600_000, output: 400_000 }), 0.4);
	assert.equal(usd('gemini-2.5-flash-lite', { prompt: 1000, thoughts: 100, output: 200 }), 0.000_22);
});

test('the cached part of a prompt is not paid twice', () => {
	assert.equal(usd('gemini-2.5-flash-lite', { prompt: oneMillion, cached: oneMillion }), 0.01);
	assert.equal(usd('gemini-2.5-flash-lite', { prompt: oneMillion, cached: 500_000 }), 0.055);
});

test('audio has a price of its own where it has one', () => {
	assert.equal(usd('gemini-2.5-flash-lite', { prompt: oneMillion, audio: oneMillion }), 0.3);
	assert.equal(usd('gemini-3.1-pro-preview', { prompt: 1000, audio: 10 }), undefined);
	assert.equal(usd('gemini-2.5-flash-lite', { prompt: 1000, audio: 10, cached: 10 }), undefined);
});

test('above 200,000 tokens of prompt the whole request costs more', () => {
	assert.equal(usd('gemini-3.1-pro-preview', { prompt: 200_000, output: 1000 }), 0.412);
	assert.equal(usd('gemini-3.1-pro-preview', { prompt: 200_001, output: 1000 }), 0.818_004);
	assert.equal(usd('gemini-3.1-pro-preview', { prompt: 300_000, cached: 100_000 }), 0.84);
	assert.equal(usd('gemini-3.8-flash', { prompt: 300_000 }), 0.225);
});

test('a price that ends is followed by the next, or by none', () => {
	const prompt = { prompt: oneMillion };
	assert.equal(usd('gemini-3.8-flash', prompt, Date.UTC(2026, 11, 31, 23, 59)), 0.75);
	assert.equal(usd('gemini-3.8-flash', prompt, Date.UTC(2027, 0, 1)), 1.5);
	assert.equal(usd('gemini-2.5-flash', { ...prompt }, Date.UTC(2026, 10, 30)), 0.3);
	assert.equal(usd('gemini-2.5-flash', { ...prompt }, Date.UTC(2026, 11, 1)), undefined);
	assert.equal(usd('gemini-3.8-flash', prompt, Number.NaN), undefined);
});

test('what is not known has no number', () => {
	for (const model of ['gemini-flash-latest', 'gemini-9-ultra', 'gemini-3.6-flash', '', 'constructor', '__proto__']) {
		assert.equal(cost(model, { prompt: 10 }), undefined, model);
	}
	assert.equal(usd('gemini-3.5-flash-lite', { prompt: 1000, output: 10 }), 0.000_325);
	assert.equal(cost('gemini-3.5-flash-lite', { prompt: 1000, cached: 1 }), undefined);
});

test('counts that cannot be have no number', () => {
	for (const usage of [{ prompt: -1 }, { output: Number.NaN }, { thoughts: Infinity }, { prompt: 5, cached: 6 }]) {
		assert.equal(cost('gemini-2.5-flash-lite', usage), undefined, JSON.stringify(usage));
	}
});

test('a model is found by its resource name, in any case', () => {
	assert.equal(usd('models/Gemini-2.5-Flash-Lite', { prompt: oneMillion }), 0.1);
});

test('a cost says of when it is and who says so', () => {
	const known = cost('gemini-3.8-flash', { prompt: 1 });
	assert.equal(known?.asOf, '2026-10-07');
	assert.match(known?.source ?? '', /^https:\/\/github\.com\/anomalyco\/models\.dev\//);
});

test('own prices win, for known models and for unknown ones', () => {
	const own = {
		'gemini-3.8-flash': { input: 100, output: 200 },
		'models/my-tuned': { input: 1, output: 2, above200k: { input: 3, output: 4 }, asOf: '2026-11-20' },
	};
	assert.deepEqual(cost('gemini-3.8-flash', { prompt: oneMillion }, november, own), { usd: 100 });
	assert.deepEqual(cost('my-tuned', { prompt: oneMillion }, november, own), { usd: 3, asOf: '2026-11-20' });
	assert.equal(usd('gemini-2.5-flash-lite', { prompt: oneMillion }, november, own), 0.1);
});
