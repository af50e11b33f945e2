import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathInRequest } from '../../../../src/core/errors/fieldPath.ts';

const unknownName = (name: string) => `Invalid JSON payload received. Unknown name "${name}": Cannot find field.`;
const request = {
	generation_config: { maxOutputTokens: 1 },
	tools: [{ functionDeclarations: [{ parameters: { properties: { city: { anyOf: [{ const: 1 }] }, day: {} } } }] }],
};

for (const [field, description, path] of [
	['request.tools[0].function_declarations[10]', unknownName('tools'), 'tools[0].functionDeclarations[10].tools'],
	['generation_config.max_output_tokens', '', 'generationConfig.maxOutputTokens'],
	['GenerateContentRequest.contents[2].parts', '', 'contents[2].parts'],
	['', unknownName('google'), 'google'],
	['', 'no place', ''],
] as const) {
	test(`${field || description} is ${path || 'nowhere'}`, () => {
		assert.equal(pathInRequest({ field, description }), path);
	});
}

test('given the request, names are those in it, and entries of maps have theirs', () => {
	const at = (field: string) => pathInRequest({ field, description: '' }, request);
	assert.equal(at('generation_config'), 'generation_config');
	assert.equal(
		at('tools[0].function_declarations[0].parameters.properties[0].value.any_of[0]'),
		'tools[0].functionDeclarations[0].parameters.properties["city"].anyOf[0]',
	);
	assert.equal(at('tools[9].nothing[3]'), 'tools[9].nothing[3]');
});
