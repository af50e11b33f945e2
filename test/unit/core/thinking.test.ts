import assert from 'node:assert/strict';
import { test } from 'node:test';
import { thinkingConfig, thinkingLevels } from '../../../src/core/gemini/thinking.ts';

const configsOf = (model: string) => thinkingLevels.map((level) => thinkingConfig({ model, thinking: level }));

for (const model of ['gemini-2.5-flash', 'gemini-2.5-flash-lite', 'models/gemini-2.5-flash']) {
	test(`${model} takes a budget in tokens, and none turns thinking off`, () => {
		assert.deepEqual(configsOf(model), [
			{ thinkingBudget: 0 },
			{ thinkingBudget: 1024 },
			{ thinkingBudget: 8192 },
			{ thinkingBudget: 24_576 },
		]);
	});
}

for (const model of ['gemini-2.5-pro', 'models/gemini-2.5-pro', 'gemini-2.5-pro-preview-06-05']) {
	test(`${model} always thinks a little`, () => {
		assert.deepEqual(thinkingConfig({ model, thinking: 'minimal' }), { thinkingBudget: 128 });
		assert.deepEqual(thinkingConfig({ model, thinking: 'low' }), { thinkingBudget: 1024 });
	});
}

for (const model of ['gemini-flash-latest', 'gemini-3.8-pro', 'models/gemini-4-flash', 'tunedModels/mine', '']) {
	test(`“${model}” takes a level`, () => {
		assert.deepEqual(configsOf(model), [
			{ thinkingLevel: 'MINIMAL' },
			{ thinkingLevel: 'LOW' },
			{ thinkingLevel: 'MEDIUM' },
			{ thinkingLevel: 'HIGH' },
		]);
	});
}
