import assert from 'node:assert/strict';
import { test } from 'node:test';
import shipped from '../../../../src/core/prices/prices.json' with { type: 'json' };
import { priceTable } from '../../../../src/core/prices/priceTable.ts';

test('each row of the table counts, says who says so and since when, and only the last of a model has no end', () => {
	const { table } = priceTable();
	assert.match(table.asOf, /^\d{4}-\d{2}-\d{2}$/);
	assert.ok(table.models.size >= 10);
	for (const [model, rows] of Object.entries(shipped.models)) {
		const read = table.models.get(model) ?? [];
		assert.equal(read.length, rows.length, model);
		for (const [place, { until, source, asOf }] of read.entries()) {
			assert.match(source ?? '', /^https:\/\//, model);
			assert.ok(asOf !== undefined && asOf <= table.asOf, model);
			assert.ok(until !== undefined || place === read.length - 1, model);
			assert.ok(until === undefined || (read[place + 1]?.until ?? '9999') > until, model);
		}
	}
});

test('an alias has no price', () => {
	const { models } = priceTable().table;
	assert.deepEqual(
		[...models.keys()].filter((id) => id.endsWith('-latest')),
		[],
	);
});

test('own prices that are none are left out and named, and the row that ships stays', () => {
	const bad = {
		'gemini-2.5-flash-lite': { input: '0.1', output: 0.4 },
		negative: { input: -1, output: 1 },
		huge: { input: 1e9, output: 1 },
		half: { input: 1 },
		misspelled: { input: 1, output: 1, cahced: 1 },
		deep: { input: 1, output: 1, above200k: { input: 1 } },
		day: { input: 1, output: 1, until: 'soon' },
		source: { input: 1, output: 1, source: 'javascript:alert(1)' },
		list: [1, 2],
		nothing: null,
	};
	const { table, ignored } = priceTable({ ...bad, good: { input: 1, output: 2, cached: 0 } });
	assert.deepEqual(ignored, Object.keys(bad));
	assert.deepEqual(table.models.get('good'), [{ input: 1, output: 2, cached: 0 }]);
	assert.equal(table.models.get('gemini-2.5-flash-lite')?.[0]?.input, 0.1);
});

test('a setting that is no object is none', () => {
	for (const own of [undefined, null, 'x', 3, [], true]) {
		assert.deepEqual(priceTable(own).ignored, []);
	}
});

test('a name from the setting cannot reach into the table', () => {
	const { table } = priceTable(JSON.parse('{"__proto__": {"input": 1, "output": 1}}'));
	assert.deepEqual(table.models.get('__proto__'), [{ input: 1, output: 1 }]);
	assert.equal(table.models.get('constructor'), undefined);
});
