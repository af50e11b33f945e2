import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DraftFields, emptyFields, fieldNames, readDraftFields } from '../../../src/core/panel/draftFields.ts';
import { faultOfFields } from '../../../src/core/panel/fieldFaults.ts';
import { numberIn } from '../../../src/core/panel/numberIn.ts';

const faultOf = (fields: Partial<DraftFields>) => faultOfFields({ ...emptyFields, prompt: 'Hi', ...fields })?.field;

for (const [text, number] of [
	['', undefined],
	['  \t', undefined],
	['0', 0],
	['0.7', 0.7],
	['0,7', 0.7],
	['.5', 0.5],
	[' 2 ', 2],
	['+1', 1],
	['-1', -1],
	['007', 7],
	['1e3', Number.NaN],
	['0x10', Number.NaN],
	['1.', Number.NaN],
	['.', Number.NaN],
	['1.2.3', Number.NaN],
	['1,2,3', Number.NaN],
	['1 000', Number.NaN],
	['Infinity', Number.NaN],
	['NaN', Number.NaN],
	['warm', Number.NaN],
	['１', Number.NaN],
	['½', Number.NaN],
] as const) {
	test(`“${text}” is read as ${number}`, () => {
		assert.equal(numberIn(text), number);
	});
}

test('a number of any length is read at once', () => {
	assert.equal(numberIn(`${'1'.repeat(300_000)}x`), Number.NaN);
	assert.equal(numberIn(`${'1'.repeat(300_000)}.x`), Number.NaN);
	assert.equal(numberIn('9'.repeat(1_000)), Number.POSITIVE_INFINITY);
});

for (const temperature of ['', '0', '2', '0,5', '2.0', '-0']) {
	test(`temperature “${temperature}” can be sent`, () => {
		assert.equal(faultOf({ temperature }), undefined);
	});
}

for (const temperature of ['-0.1', '2.1', '2.0000000001', 'warm', '1e-1', '9'.repeat(400)]) {
	test(`temperature “${temperature.slice(0, 20)}” cannot be sent`, () => {
		assert.equal(faultOf({ temperature }), 'temperature');
	});
}

for (const maxOutputTokens of ['', '1', ' 65536 ', '0100', String(Number.MAX_SAFE_INTEGER)]) {
	test(`“${maxOutputTokens}” output tokens can be asked for`, () => {
		assert.equal(faultOf({ maxOutputTokens }), undefined);
	});
}

for (const maxOutputTokens of [
	'0',
	'-1',
	'1.5',
	'1e3',
	'1,000',
	'8.192',
	'1.0',
	'9007199254740992',
	'9'.repeat(400),
	'x',
]) {
	test(`“${maxOutputTokens.slice(0, 20)}” output tokens cannot be asked for`, () => {
		assert.equal(faultOf({ maxOutputTokens }), 'maxOutputTokens');
	});
}

for (const prompt of ['', ' \r\n\t', '\u00a0\u2003']) {
	test(`a prompt of nothing but white space is none: ${JSON.stringify(prompt)}`, () => {
		assert.equal(faultOf({ prompt, temperature: 'warm' }), 'prompt');
	});
}

test('every fault says in words what would do', () => {
	for (const fields of [{ prompt: '' }, { temperature: 'x' }, { maxOutputTokens: 'x' }]) {
		const fault = faultOfFields({ ...emptyFields, prompt: 'Hi', ...fields });
		assert.match(fault?.message ?? '', /^[A-Z].*\.$/);
	}
});

test('fields are read where each is of its type, and nothing else comes along', () => {
	const fields = { ...emptyFields, prompt: 'x'.repeat(100 * 1024) };
	assert.deepEqual(readDraftFields({ ...fields, apiKey: 'secret' }), fields);
	for (const name of fieldNames) {
		for (const wrong of [null, 1, true, [[]], {}]) {
			assert.equal(readDraftFields({ ...fields, [name]: wrong }), undefined, name);
		}
	}
	for (const nonsense of [undefined, null, 1, 'x', [], {}]) {
		assert.equal(readDraftFields(nonsense), undefined);
	}
});
