import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readLenient } from '../../../../src/core/errors/reading/lenientJson.ts';

const rows: readonly (readonly [what: string, text: string, value: unknown, state?: string])[] = [
	['Python’s own notation', "{'a': None, 'b': [True, False], 'c': b'x'}", { a: null, b: [true, false], c: 'x' }],
	[
		'JavaScript’s own notation',
		"{ error: { code: 400, details: [ [Object] ], m: 'it\\'s' } }",
		{ error: { code: 400, details: [['Object']], m: "it's" } },
	],
	['Ruby’s own notation', '{"a"=>1, "b"=>nil}', { a: 1, b: null }],
	['a text that ends within a string', '{"a":"b', { a: 'b' }, 'cut'],
	['a text that ends within a list', '[{"a":1},{"b":', [{ a: 1 }, { b: '' }], 'cut'],
	['a text that ends within a key', '{"a":1,"b', { a: 1 }, 'cut'],
	['quotes that nobody escaped', '{"m":"{"a":1}"}', { m: '{' }, 'broken'],
	['escapes where white space was', '{\\n  "a": 1\\n}', { a: 1 }],
	['escapes that mean nothing', '{"a":"\\q\\u12"}', { a: 'qu12' }],
	['a long number', '{"id":12345678901234567890}', { id: '12345678901234567890' }],
];
for (const [what, text, value, state = 'whole'] of rows) {
	test(`${what} is read`, () => {
		const read = readLenient(text, 0);
		assert.deepEqual(read.value, value);
		assert.equal(read.state, state);
	});
}

test('what is JSON is read as JSON.parse reads it', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (value) => {
			const text = JSON.stringify(value);
			// Numbers beyond what a double holds exactly stay texts, so that none is changed.
			fc.pre(!/\d{16}|e[+-]/.test(text));
			assert.deepEqual(readLenient(text, 0), { value: JSON.parse(text), end: text.length, state: 'whole' });
		}),
		{ numRuns: 2_000, seed: 20_261_125 },
	);
});

test('names of every object become properties like any other', () => {
	const { value } = readLenient('{"__proto__":{"x":1},"constructor":2}', 0);
	assert.deepEqual(Object.keys(value as object), ['__proto__', 'constructor']);
	assert.equal(({} as Record<string, unknown>)['x'], undefined);
});

test('what lies too deep is passed over', () => {
	const { value, state } = readLenient(`${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}`, 0);
	assert.equal(state, 'whole');
	assert.ok(JSON.stringify(value).length < 500);
});
