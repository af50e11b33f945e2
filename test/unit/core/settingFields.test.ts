import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { generateContentRequest } from '../../../src/core/gemini/developerApi.ts';
import { draftOf } from '../../../src/core/panel/draft.ts';
import { type DraftFields, emptyFields, readDraftFields } from '../../../src/core/panel/draftFields.ts';
import { faultOfFields } from '../../../src/core/panel/fieldFaults.ts';
import { largestRequest } from '../../../src/core/panel/readAttachments.ts';
import { stopField, stopSequencesIn } from '../../../src/core/panel/stopSequences.ts';

const faultOf = (fields: Partial<DraftFields>) => faultOfFields({ ...emptyFields, prompt: 'Hi', ...fields });

function bodyOf(fields: Partial<DraftFields>) {
	const draft = draftOf({ ...emptyFields, prompt: 'Hi', ...fields }, 'one');
	assert.ok(!('message' in draft), JSON.stringify(draft));
	return JSON.parse(generateContentRequest(draft).body ?? '');
}

const dot = { name: 'dot.png', mimeType: 'image/png', data: 'iVBORw==' };

for (const [field, fits, wrong] of [
	['thinkingBudget', ['', '-1', '0', ' 128 ', '32768'], ['-2', '1.5', '1,000', 'much', '2147483648']],
	['seed', ['', '0', '-1', '2147483647', '-2147483648'], ['2147483648', '0.5', 'x', '-2147483649', '9'.repeat(99)]],
	['candidates', ['', '1', '8'], ['0', '9', '-1', 'two']],
	['stop', ['', 'a\nb\nc\nd\ne', '\n\n\n\n\n\n\n'], ['1\n2\n3\n4\n5\n6']],
	['schema', ['', '{"type":"string"}'], ['{', '{"type":"text"}', '[]']],
] as const) {
	for (const text of fits) {
		test(`${field} ${JSON.stringify(text)} can be sent`, () => {
			assert.equal(faultOf({ [field]: text }), undefined);
		});
	}
	for (const text of wrong) {
		test(`${field} ${JSON.stringify(text).slice(0, 30)} cannot be sent, and is said at its field`, () => {
			const fault = faultOf({ [field]: text });
			assert.equal(fault?.field, field);
			assert.match(fault?.message ?? '', /^[A-Z].*\.$/);
		});
	}
}

test('all settings are sent as Google names them', () => {
	assert.deepEqual(
		bodyOf({
			thinkingBudget: '512',
			includeThoughts: 'yes',
			stop: 'END\n\\n\\nUser:',
			seed: '-7',
			candidates: '2',
			schema: '{"type":"string"}',
			harassment: 'OFF',
			dangerousContent: 'BLOCK_ONLY_HIGH',
			attachments: [dot],
		}),
		{
			contents: [{ role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: dot.data } }, { text: 'Hi' }] }],
			generationConfig: {
				thinkingConfig: { thinkingBudget: 512, includeThoughts: true },
				stopSequences: ['END', '\n\nUser:'],
				seed: -7,
				candidateCount: 2,
				responseMimeType: 'application/json',
				responseJsonSchema: { type: 'string' },
			},
			safetySettings: [
				{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'OFF' },
				{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', threshold: 'BLOCK_ONLY_HIGH' },
			],
		},
	);
});

test('words that are no setting are none', () => {
	const nonsense = {
		includeThoughts: 'no',
		responseMimeType: 'text/evil',
		harassment: 'ALL',
		hateSpeech: 'constructor',
	};
	assert.deepEqual(bodyOf(nonsense), { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] });
});

test('a schema goes with JSON and with an enum, and not with plain text', () => {
	const schema = '{"type":"string","enum":["a"]}';
	assert.equal(bodyOf({ schema, responseMimeType: 'text/x.enum' }).generationConfig.responseMimeType, 'text/x.enum');
	assert.equal(faultOf({ schema, responseMimeType: 'text/plain' })?.field, 'responseMimeType');
});

test('stop sequences come back from the field as they went in', () => {
	fc.assert(
		fc.property(
			fc.array(fc.string({ minLength: 1, unit: fc.constantFrom('a', '\\', 'n', '\n', '\r', '\t', ' ') })),
			(all) => {
				assert.deepEqual(stopSequencesIn(stopField(all)), all);
			},
		),
	);
});

test('files are more than Google takes from 20 MB on', () => {
	const half = { ...dot, data: 'A'.repeat(largestRequest / 2) };
	assert.equal(faultOf({ attachments: [half, { ...half, data: half.data.slice(8) }] }), undefined);
	const fault = faultOf({ attachments: [half, half] });
	assert.equal(fault?.field, 'attachments');
	assert.match(fault?.message ?? '', /20 MB/);
	assert.equal(faultOf({ attachments: Array.from({ length: 17 }, () => dot) })?.field, 'attachments');
});

test('fields of before there were files and further settings are read, what is missing as empty', () => {
	const old = { prompt: 'Hi', system: '', model: 'one', temperature: '', maxOutputTokens: '', thinking: 'low' };
	assert.deepEqual(readDraftFields(old), { ...emptyFields, prompt: 'Hi', model: 'one', thinking: 'low' });
});

for (const [what, attachments] of [
	['no list', {}],
	['a text', 'x'],
	['of another kind', [1]],
	['without a name', [{ ...dot, name: undefined }]],
	['with a type that is none', [{ ...dot, mimeType: 'image' }]],
	['with a type that breaks a line', [{ ...dot, mimeType: 'image/png\r\nx: y' }]],
	['that are not Base64', [{ ...dot, data: 'not base64!!' }]],
	['that end too early', [{ ...dot, data: 'iVBOR' }]],
	['with an end in the middle', [{ ...dot, data: 'iV==iV==' }]],
	['too large', [{ ...dot, data: 'A'.repeat(largestRequest + 4) }]],
	['too many', Array.from({ length: 17 }, () => dot)],
] as const) {
	test(`fields with attachments ${what} are none`, () => {
		assert.equal(readDraftFields({ ...emptyFields, prompt: 'Hi', attachments }), undefined);
	});
}

test('of an attachment nothing is kept but what is known', () => {
	const read = readDraftFields({ ...emptyFields, prompt: 'Hi', attachments: [{ ...dot, path: '/secret' }] });
	assert.deepEqual(read?.attachments, [dot]);
	const large = readDraftFields({ ...emptyFields, attachments: [{ ...dot, data: 'A'.repeat(largestRequest) }] });
	assert.equal(large?.attachments[0]?.data.length, largestRequest);
});
