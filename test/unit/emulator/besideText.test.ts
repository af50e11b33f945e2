import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAnswerPart } from '../../../src/core/gemini/answer.ts';
import { ExtrasReading } from '../../../src/core/gemini/extrasReading.ts';
import { generate } from '../../emulator/gemini/generate.ts';
import { models } from '../../emulator/gemini/models.ts';
import { mergeChunks } from '../../emulator/gemini/response.ts';

const kindsIn = (prompt: string) => {
	const [model] = models;
	assert.ok(model);
	const { first } = readAnswerPart(
		mergeChunks(generate({ contents: [{ role: 'user', parts: [{ text: prompt }] }] }, model)),
	);
	return first ? new ExtrasReading('').read(first).map(({ kind }) => kind) : [];
};

for (const [prompt, kinds] of [
	['Hello', []],
	['Please call a function.', ['call']],
	['Run some code and draw a picture', ['code', 'result', 'image']],
	['Name your sources', ['citation', 'search', 'source', 'source']],
] as const) {
	test(`“${prompt}” is answered with ${kinds.join(', ') || 'text alone'}`, () => {
		assert.deepEqual(kindsIn(prompt), kinds);
	});
}
