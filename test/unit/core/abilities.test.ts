import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abilitiesOf } from '../../../src/core/gemini/abilities.ts';
import { findModel, models } from '../../emulator/gemini/models.ts';
import { thinkingProblem } from '../../emulator/gemini/thinkingRules.ts';

const low = ['low', 'medium', 'high'];
const minimal = ['minimal', ...low];

for (const [id, levels] of [
	['gemini-3-flash-preview', minimal],
	['gemini-3.1-flash-lite', minimal],
	['gemini-3.5-flash', minimal],
	['models/gemini-3.5-flash-lite', minimal],
	['gemini-3.1-pro-preview', low],
	['gemini-3.1-pro-preview-customtools', low],
	['gemini-3.7-flash', low],
	['gemini-3.8-flash', low],
	['gemini-flash-latest', low],
	['gemini-flash-lite-latest', minimal],
] as const) {
	test(`${id} thinks by levels: ${levels.join(', ')}`, () => {
		assert.deepEqual(abilitiesOf(id).thinking, { kind: 'level', levels });
	});
}

for (const [id, least, most, mayBeOff] of [
	['gemini-2.5-pro', 128, 32_768, false],
	['gemini-2.5-flash', 1, 24_576, true],
	['gemini-2.5-flash-lite', 512, 24_576, true],
	['gemini-2.5-flash-preview-09-2025', 1, 24_576, true],
] as const) {
	test(`${id} thinks by a budget from ${least} to ${most}`, () => {
		assert.deepEqual(abilitiesOf(id).thinking, { kind: 'budget', least, most, mayBeOff });
	});
}

test('what the emulator, as strict as Google, knows of its models agrees', () => {
	for (const { id, aliasOf, family } of models.filter(({ family: { thinking } }) => thinking !== undefined)) {
		const { thinking } = abilitiesOf(id);
		assert.equal(thinking.kind, family.thinking, id);
		if (thinking.kind === 'budget') {
			const model = findModel(aliasOf ?? id);
			assert.ok(model);
			for (const fits of [-1, thinking.least, thinking.most, ...(thinking.mayBeOff ? [0] : [])]) {
				assert.equal(thinkingProblem({ thinkingBudget: fits }, model), undefined, `${id} ${fits}`);
			}
			for (const wrong of [thinking.most + 1, ...(thinking.mayBeOff ? [] : [0]), -2]) {
				assert.ok(thinkingProblem({ thinkingBudget: wrong }, model), `${id} ${wrong}`);
			}
		}
	}
});

for (const id of [
	'my-model',
	'tunedModels/x',
	'gemini-3.1-flash-image',
	'gemini-2.5-pro-preview-tts',
	'',
	'gemini-x',
	'__proto__',
]) {
	test(`of “${id}” nothing is claimed`, () => {
		assert.deepEqual(abilitiesOf(id), { thinking: { kind: 'unknown' }, isTemperatureDeprecated: false });
	});
}

test('what a list says counts: limits, and that a model does not think', () => {
	const facts = { id: 'gemma-4-31b-it', inputTokenLimit: 262_144, outputTokenLimit: 32_768, maxTemperature: 1 };
	assert.deepEqual(abilitiesOf('gemma-4-31b-it', facts), {
		thinking: { kind: 'none' },
		inputTokenLimit: 262_144,
		outputTokenLimit: 32_768,
		maxTemperature: 1,
		isTemperatureDeprecated: false,
	});
	assert.deepEqual(abilitiesOf('gemini-9-ultra', { ...facts, thinking: true }).thinking, { kind: 'unknown' });
	assert.deepEqual(abilitiesOf('listed-without-limits', { id: 'x' }).thinking, { kind: 'unknown' });
});

test('temperature is deprecated from 3.6 on', () => {
	const deprecated = ['gemini-3.6-flash', 'gemini-3.8-flash', 'gemini-4-pro', 'gemini-flash-latest'];
	assert.ok(deprecated.every((id) => abilitiesOf(id).isTemperatureDeprecated));
	const usual = ['gemini-3.5-flash', 'gemini-2.5-pro', 'gemini-3.1-pro-preview', 'gemini-flash-lite-latest'];
	assert.ok(usual.every((id) => !abilitiesOf(id).isTemperatureDeprecated));
});
