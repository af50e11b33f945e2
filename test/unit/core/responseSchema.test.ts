import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonFault, longestJson } from '../../../src/core/gemini/jsonFault.ts';
import { readResponseSchema } from '../../../src/core/gemini/responseSchema.ts';
import { parseJson } from '../../../src/core/parseJson.ts';

const faultOf = (schema: unknown) => {
	const read = readResponseSchema(typeof schema === 'string' ? schema : JSON.stringify(schema));
	return read.kind === 'fault' ? read.message : read.kind;
};

test('nothing typed is no schema', () => {
	assert.deepEqual(readResponseSchema(' \n'), { kind: 'none' });
});

test('a schema with all that Gemini takes is taken as it is', () => {
	const schema = {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		title: 'Recipe',
		type: 'object',
		properties: {
			name: { type: 'string', description: 'As on the menu', enum: ['soup', 'cake'] },
			when: { type: ['string', 'null'], format: 'date-time' },
			steps: { type: 'array', items: { $ref: '#/$defs/step' }, minItems: 1, maxItems: 9 },
			pair: { type: 'array', prefixItems: [{ type: 'integer', minimum: 0, maximum: 1 }, true && { type: 'boolean' }] },
			other: { anyOf: [{ type: 'number' }, { oneOf: [{ type: 'null' }] }] },
			again: { $ref: '#' },
		},
		required: ['name', 'steps'],
		propertyOrdering: ['name', 'steps'],
		additionalProperties: false,
		$defs: { step: { type: 'object', additionalProperties: { type: 'string' } } },
	};
	assert.deepEqual(readResponseSchema(JSON.stringify(schema)), { kind: 'schema', schema, warnings: [] });
});

test('keywords that Gemini passes over are a warning', () => {
	const schema = { type: 'string', pattern: '^a', properties: {}, const: 1, minLength: 1, not: {} };
	const read = readResponseSchema(JSON.stringify(schema));
	assert.ok(read.kind === 'schema');
	assert.deepEqual(read.warnings, [
		'Gemini does not know “pattern” and passes over it.',
		'Gemini does not know “const” and passes over it.',
		'Gemini does not know “minLength” and passes over it.',
	]);
});

for (const [schema, message] of [
	['[]', /is an object, such as/],
	['"x"', /is an object, such as/],
	[{ type: 'STRING' }, 'In type: type names are in lower case: “string”.'],
	[{ type: 'text' }, /^In type: “text” is no type; there are string, number/],
	[{ type: [] }, /^In type: /],
	[{ type: 1 }, /^In type: /],
	[{ properties: { a: { type: 'array', items: { type: 'x' } } } }, /^In properties\.a\.items\.type: “x”/],
	[{ properties: [] }, /^In properties: /],
	[{ properties: { a: 'string' } }, 'In properties.a: a schema is an object.'],
	[{ properties: { a: {} }, required: ['b'] }, 'In required: there is no property “b”.'],
	[{ required: ['constructor'] }, 'In required: there is no property “constructor”.'],
	[{ required: 'a' }, 'In required: this is a list of names.'],
	[{ propertyOrdering: [1] }, 'In propertyOrdering: this is a list of names.'],
	[{ enum: [] }, /^In enum: /],
	[{ enum: [{}] }, /^In enum: /],
	[{ minimum: '1' }, 'In minimum: this is a number.'],
	[{ minItems: 1.5 }, 'In minItems: this is a whole number from 0.'],
	[{ minimum: 3, maximum: 2 }, 'In minimum: this is more than maximum.'],
	[{ anyOf: {} }, 'In anyOf: this is a list of schemas.'],
	[{ anyOf: [{}, { type: 'no' }] }, /^In anyOf\[1\]\.type: /],
	[{ $ref: '#/$defs/a' }, /^In \$ref: /],
	[{ $ref: 'https://example.com/schema' }, /^In \$ref: /],
	[{ $defs: { a: { type: 'no' } } }, /^In \$defs\.a\.type: /],
	[{ additionalProperties: 'no' }, 'In additionalProperties: a schema is an object.'],
] as const) {
	test(`${JSON.stringify(schema)} cannot be sent, and the place is named`, () => {
		const said = faultOf(schema);
		if (typeof message === 'string') {
			assert.equal(said, message);
		} else {
			assert.match(said, message);
		}
	});
}

for (const [json, line, column, saying] of [
	['{"a": 1,}', 1, 9, 'a name in double quotes is missing here'],
	['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'a comma or } is missing here'],
	['{\r\n"a" 1}', 2, 5, 'a colon is missing here'],
	["{'a': 1}", 1, 2, 'a name in double quotes or } is missing here'],
	['{"a": [1, 2', 1, 12, 'a comma or ] is missing here'],
	['{"a": ', 1, 7, 'a value is missing here'],
	['[01]', 1, 3, 'a comma or ] is missing here'],
	['[,]', 1, 2, 'a value or ] is missing here'],
	['{} {}', 1, 4, 'the JSON has ended before this'],
	['{"a": "b\nc"}', 1, 7, 'a value is missing here'],
	['{"a": undefined}', 1, 7, 'a value is missing here'],
	['', 1, 1, 'a value is missing here'],
] as const) {
	test(`${JSON.stringify(json)} is no JSON from line ${line}, column ${column} on`, () => {
		assert.deepEqual(jsonFault(json), { line, column, message: `Line ${line}, column ${column}: ${saying}.` });
	});
}

test('a text is JSON for us where it is for the engine, and wrong where that finds it so', () => {
	fc.assert(
		fc.property(
			fc.json({ maxDepth: 6 }),
			fc.nat(),
			fc.constantFrom('', '"', '}', ']', ',', ':', '0', '\\', 'e', '\n'),
			(json, place, sign) => {
				const at = place % (json.length + 1);
				for (const text of [
					json,
					json.slice(0, at) + sign + json.slice(at),
					json.slice(0, at) + sign + json.slice(at + 1),
				]) {
					assert.equal(jsonFault(text) === undefined, parseJson(text) !== undefined, text);
				}
			},
		),
	);
});

test('whatever is typed is read without a throw', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.json(),
				fc.object().map((value) => JSON.stringify({ type: 'object', properties: value })),
			),
			(text) => {
				assert.ok(['none', 'fault', 'schema'].includes(readResponseSchema(text).kind));
			},
		),
	);
});

test('what is long or deep is read at once, or not at all', () => {
	const deep = `${'{"items":'.repeat(10_000)}{}${'}'.repeat(10_000)}`;
	assert.match(faultOf(deep), /deeper than Gemini takes/);
	assert.match(faultOf(`{"type":${'['.repeat(90_000)}${']'.repeat(90_000)}}`), /^In type: /);
	assert.match(faultOf(`{"a":"${'x'.repeat(longestJson)}"}`), /too long/);
	const wide = JSON.stringify({
		properties: Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [`p${n}`, {}])),
	});
	assert.equal(faultOf(wide), 'schema');
	assert.equal(jsonFault(`["${'x'.repeat(longestJson - 10)}"]`), undefined);
});
