import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schemaFaults } from '../../../src/core/gemini/schemaFaults.ts';

const person = {
	type: 'object',
	properties: {
		name: { type: 'string', maxLength: 5 },
		age: { type: ['integer', 'null'], minimum: 0, maximum: 150 },
		tags: { type: 'array', items: { enum: ['a', 'b'] }, minItems: 1, maxItems: 2 },
		at: { anyOf: [{ type: 'string' }, { type: 'object', required: ['lat'], properties: { lat: { type: 'number' } } }] },
		friend: { $ref: '#' },
		'home town': { $ref: '#/$defs/town' },
	},
	required: ['name'],
	additionalProperties: false,
	$defs: { town: { type: 'STRING' } },
};

test('a value that fits has no faults', () => {
	const friend = { name: 'Bo', age: null };
	const value = { name: 'Ann', age: 4, tags: ['a'], at: { lat: 1.5 }, friend, 'home town': 'Oslo' };
	assert.deepEqual(schemaFaults(value, person), []);
});

for (const [value, path, reason] of [
	[[], '', 'is a list, not an object'],
	[{}, 'name', 'is missing'],
	[{ name: 1 }, 'name', 'is a whole number, not text'],
	[{ name: 'Ann', age: 1.5 }, 'age', 'is a number, not a whole number or null'],
	[{ name: 'Ann', age: -1 }, 'age', 'is less than 0'],
	[{ name: 'Ann', age: 151 }, 'age', 'is more than 150'],
	[{ name: 'Annabella' }, 'name', 'is longer than 5'],
	[{ name: 'Ann', tags: [] }, 'tags', 'is shorter than 1'],
	[{ name: 'Ann', tags: ['a', 'c'] }, 'tags[1]', 'is not one of "a", "b"'],
	[{ name: 'Ann', more: 1 }, 'more', 'is not in the schema'],
	[{ name: 'Ann', at: { lat: 'x' } }, 'at.lat', 'is text, not a number'],
	[{ name: 'Ann', friend: { name: 'Bo', friend: {} } }, 'friend.friend.name', 'is missing'],
	[{ name: 'Ann', 'home town': true }, '["home town"]', 'is true or false, not text'],
] as const) {
	test(`${JSON.stringify(value)}: ${path || 'the whole'} ${reason}`, () => {
		assert.deepEqual(schemaFaults(value, person), [{ path, reason }]);
	});
}

test('items by their place, what is constant, and all of several', () => {
	const schema = {
		prefixItems: [{ const: 1 }, { allOf: [{ minimum: 5 }, { maximum: 7 }] }],
		items: { type: 'boolean' },
	};
	assert.deepEqual(schemaFaults([1, 6, true, false], schema), []);
	assert.deepEqual(
		schemaFaults([2, 8, 0], schema)?.map(({ path }) => path),
		['[0]', '[1]', '[2]'],
	);
});

test('names that every object has are no properties', () => {
	const schema = { type: 'object', properties: {}, required: ['constructor'], additionalProperties: false };
	assert.deepEqual(schemaFaults(JSON.parse('{"__proto__":1}'), schema), [
		{ path: 'constructor', reason: 'is missing' },
		{ path: '__proto__', reason: 'is not in the schema' },
	]);
	assert.deepEqual(schemaFaults(1, { $ref: '#/constructor' }), []);
	assert.deepEqual(schemaFaults(1, { type: 'constructor' }), []);
});

test('a schema that is none asks for nothing', () => {
	for (const schema of [
		undefined,
		null,
		true,
		1,
		'x',
		[],
		{ type: 1, enum: 'x', required: 1, properties: 1, anyOf: {} },
	]) {
		assert.deepEqual(schemaFaults({ a: [1] }, schema), [], JSON.stringify(schema));
	}
});

test('what would take too long, or goes round in a circle, is not said', () => {
	assert.equal(schemaFaults(1, { $ref: '#' }), undefined);
	const twice = { $defs: { a: { anyOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/a' }] } }, $ref: '#/$defs/a' };
	assert.equal(schemaFaults(1, twice), undefined);
	const many = Array.from({ length: 300_000 }, () => 1);
	assert.equal(schemaFaults(many, { items: { type: 'number' } }), undefined);
	assert.equal(schemaFaults(many, { items: { type: 'string' } })?.length, 20);
});
