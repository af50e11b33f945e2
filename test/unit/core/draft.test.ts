import assert from 'node:assert/strict';
import { test } from 'node:test';
import { streamGenerateContentRequest } from '../../../src/core/gemini/developerApi.ts';
import { draftOf } from '../../../src/core/panel/draft.ts';
import { type DraftFields, emptyFields } from '../../../src/core/panel/draftFields.ts';

const draft = (fields: Partial<DraftFields>) => draftOf({ ...emptyFields, prompt: 'Hi', ...fields }, 'one');

/** The body that is sent for the fields. */
function bodyOf(fields: Partial<DraftFields>) {
	const made = draft(fields);
	assert.ok(!('message' in made));
	return JSON.parse(streamGenerateContentRequest(made).body ?? '');
}

test('what is left empty is up to the model', () => {
	assert.deepEqual(draft({ system: ' \n', temperature: ' ', maxOutputTokens: '\t' }), { model: 'one', prompt: 'Hi' });
	assert.deepEqual(bodyOf({}), { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] });
});

test('all fields come through as what they mean', () => {
	assert.deepEqual(
		draft({ system: ' Be brief ', temperature: '0,5', maxOutputTokens: '100', thinking: 'high', model: 'ignored' }),
		{ model: 'one', prompt: 'Hi', system: ' Be brief ', temperature: 0.5, maxOutputTokens: 100, thinking: 'high' },
	);
});

test('zero degrees are sent, not left out', () => {
	assert.deepEqual(bodyOf({ temperature: '0' }).generationConfig, { temperature: 0 });
});

for (const thinking of ['', 'HIGH', 'ultra', 'constructor']) {
	test(`thinking “${thinking}” is no level, and up to the model`, () => {
		assert.deepEqual(draft({ thinking }), { model: 'one', prompt: 'Hi' });
	});
}

test('the first fault keeps all of it from being sent', () => {
	const fault = draft({ prompt: ' ', temperature: 'warm', maxOutputTokens: 'many' });
	assert.equal('field' in fault && fault.field, 'prompt');
});

test('a prompt of 100 KB is sent as it is, with its spaces and line breaks', () => {
	const prompt = ` \r\n\t${'ä"\\😀\u0000\u2028'.repeat(100 * 128)}\n `;
	assert.equal(bodyOf({ prompt }).contents[0].parts[0].text, prompt);
});

test('half a character, which Google’s parser refuses, is sent as a sign that something stood there', () => {
	const body = bodyOf({ prompt: 'a\ud83d', system: '\ude00b 😀' });
	assert.equal(body.contents[0].parts[0].text, 'a\ufffd');
	assert.equal(body.systemInstruction.parts[0].text, '\ufffdb 😀');
});
