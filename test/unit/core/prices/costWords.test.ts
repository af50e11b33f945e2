import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costInWords, ignoredPricesInWords, usdInWords } from '../../../../src/core/prices/costWords.ts';

test('an amount shows two digits that tell something, and cents of whole dollars', () => {
	for (const [usd, words] of [
		[0, '$0.00'],
		[0.000_000_4, 'less than $0.00001'],
		[0.000_012_34, '$0.000012'],
		[0.002_14, '$0.0021'],
		[0.05, '$0.05'],
		[0.052, '$0.052'],
		[0.314, '$0.31'],
		[0.999, '$1.00'],
		[12.345, '$12.35'],
		[1234.5, '$1,234.50'],
	] as const) {
		assert.equal(usdInWords(usd), words);
	}
});

test('a cost says of when the prices are, and whose', () => {
	const source = 'https://example.com';
	assert.equal(costInWords({ usd: 0.0021, asOf: '2026-11-12', source }), 'about $0.0021 (prices as of 2026-11-12)');
	assert.equal(costInWords({ usd: 0.0021 }), 'about $0.0021 (your own prices)');
	assert.equal(costInWords({ usd: 2, asOf: '2026-11-20' }), 'about $2.00 (your own prices as of 2026-11-20)');
});

test('prices that do not count are named, a few of them, on one line', () => {
	assert.equal(ignoredPricesInWords([]), undefined);
	const words = ignoredPricesInWords(['a\nb', 'c', 'd', 'e', 'f', 'g']) ?? '';
	assert.match(words, /latchkey\.prices .*: a\\u\{a\}b, c, d, e, f, …\.$/);
});
