import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readTemplates } from '../../../../src/core/editor/readTemplates.ts';

test('own templates are read by their names', () => {
	assert.deepEqual(
		readTemplates({
			Shorten: { prompt: 'Shorten ${selection}', result: 'replace' },
			Ask: { prompt: 'Why?', system: 'Be brief.' },
		}),
		{
			templates: [
				{ name: 'Shorten', prompt: 'Shorten ${selection}', result: 'replace' },
				{ name: 'Ask', prompt: 'Why?', system: 'Be brief.' },
			],
			refused: [],
		},
	);
});

for (const [what, entry] of [
	['a text', 'Shorten'],
	['a list', []],
	['null', null],
	['no prompt', {}],
	['a blank prompt', { prompt: ' \n' }],
	['a prompt that is a number', { prompt: 1 }],
	['a prompt without end', { prompt: 'x'.repeat(20_001) }],
	['a blank system instruction', { prompt: 'a', system: '' }],
	['a place that does not exist', { prompt: 'a', result: 'terminal' }],
	['an unknown word', { prompt: 'a', command: 'rm' }],
] as const) {
	test(`${what} is no template, and the others are read all the same`, () => {
		const { templates, refused } = readTemplates({ Bad: entry, Good: { prompt: 'a' } });
		assert.deepEqual(
			templates.map(({ name }) => name),
			['Good'],
		);
		assert.deepEqual(refused, ['Bad']);
	});
}

test('names are bounded, and so is their number', () => {
	const long = 'n'.repeat(81);
	assert.deepEqual(readTemplates({ [long]: { prompt: 'a' }, ' ': { prompt: 'a' } }), {
		templates: [],
		refused: ['n'.repeat(80), ' '],
	});
	const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`t${index}`, { prompt: 'a' }]));
	const { templates, refused } = readTemplates(many);
	assert.equal(templates.length, 100);
	assert.deepEqual(refused, ['t100']);
});

test('names that every object has are names like any other', () => {
	const { templates } = readTemplates(JSON.parse('{"__proto__":{"prompt":"a"},"constructor":{"prompt":"b"}}'));
	assert.deepEqual(
		templates.map(({ name, prompt }) => [name, prompt]),
		[
			['__proto__', 'a'],
			['constructor', 'b'],
		],
	);
});

test('whatever stands in the setting, reading it does not throw', () => {
	fc.assert(
		fc.property(fc.anything(), (value) => {
			for (const { prompt } of readTemplates(value).templates) {
				assert.equal(typeof prompt, 'string');
			}
		}),
	);
	assert.deepEqual(readTemplates('x'), { templates: [], refused: ['string'] });
	assert.deepEqual(readTemplates(undefined), { templates: [], refused: [] });
});
