import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, emulatorFor, errorOf, userSays } from './support.ts';

const hi = userSays('Hi');
const config = (generationConfig: object) => ({ ...hi, generationConfig });

const rows: readonly {
	readonly wrong: string;
	readonly body: unknown;
	readonly message: RegExp;
	readonly field?: string;
	readonly model?: string;
}[] = [
	{
		wrong: 'broken JSON',
		body: '{"contents": oops}',
		message: /^Invalid JSON payload received\. Unexpected token\.\n.*oops.*\n +\^$/,
	},
	{ wrong: 'a comma too many', body: '{"contents": [],}', message: /Unexpected token\.\n.*\n {16}\^$/ },
	{ wrong: 'JSON cut short', body: '{"contents":[', message: /Unexpected end of string/ },
	{ wrong: 'an array at the root', body: '[]', message: /Root element must be a message/ },
	{
		wrong: 'an unknown field at the root',
		body: { ...hi, colour: 1 },
		message: /^Invalid JSON payload received\. Unknown name "colour": Cannot find field\.$/,
	},
	{
		wrong: 'an unknown field inside',
		body: config({ maxTokens: 1 }),
		message: /Unknown name "maxTokens" at 'generation_config': Cannot find field\./,
		field: 'generation_config',
	},
	{
		wrong: 'an unknown field deep inside',
		body: {
			...hi,
			tools: [
				{ functionDeclarations: [{ name: 'f', parameters: { type: 'OBJECT', properties: { a: { const: 1 } } } }] },
			],
		},
		message: /Unknown name "const" at 'tools\[0\]\.function_declarations\[0\]\.parameters\.properties\[0\]\.value'/,
		field: 'tools[0].function_declarations[0].parameters.properties[0].value',
	},
	{
		wrong: 'a form of the answer that there is not',
		body: config({ responseMimeType: 'text/html' }),
		message: /response_mime_type: allowed mimetypes are `text\/plain`, /,
	},
	{
		wrong: 'a schema for plain text',
		body: config({ responseJsonSchema: { type: 'string' } }),
		message: /response_schema: only allowed when `response_mime_type` is `application\/json`/,
	},
	{
		wrong: 'a file of a kind that no model reads',
		body: { contents: [{ parts: [{ inlineData: { mimeType: 'application/zip', data: 'UEs=' } }] }] },
		message: /^Unsupported MIME type: application\/zip$/,
	},
	{
		wrong: 'a wrong type',
		body: config({ temperature: 'hot' }),
		message: /^Invalid value at 'generation_config\.temperature' \(TYPE_FLOAT\), "hot"$/,
		field: 'generation_config.temperature',
	},
	{
		wrong: 'text where a message is due',
		body: { contents: 'Hi' },
		message:
			/Invalid value at 'contents' \(type\.googleapis\.com\/google\.ai\.generativelanguage\.v1beta\.Content\), "Hi"/,
	},
	{
		wrong: 'a list where one value is due',
		body: { ...hi, generationConfig: [] },
		message: /Unknown name "generationConfig": Proto field is not repeating, cannot start list\./,
	},
	{
		wrong: 'an unknown enum value',
		body: config({ thinkingConfig: { thinkingLevel: 'EXTREME' } }),
		message: /v1beta\.ThinkingConfig\.ThinkingLevel\), "EXTREME"/,
	},
	{
		wrong: 'two kinds of data in one part',
		body: { contents: [{ parts: [{ text: 'a', inlineData: { mimeType: 'image/png', data: '' } }] }] },
		message: /oneof field 'data' is already set\. Cannot set 'inlineData'/,
	},
	{ wrong: 'no contents', body: {}, message: /^\* GenerateContentRequest\.contents: contents is not specified\n$/ },
	{ wrong: 'an empty body', body: '', message: /contents is not specified/ },
	{
		wrong: 'a role of another API',
		body: { contents: [{ role: 'assistant', parts: [{ text: 'a' }] }] },
		message: /^Please use a valid role: user, model\.$/,
	},
	{
		wrong: 'empty parts',
		body: { contents: [{ role: 'user', parts: [] }] },
		message: /contents\[0\]\.parts: contents\.parts must not be empty/,
	},
	{
		wrong: 'a part without data',
		body: { contents: [{ role: 'user', parts: [{}] }] },
		message: /contents\[0\]\.parts\[0\]\.data: required oneof field 'data'/,
	},
	{
		wrong: 'a temperature of 2.5',
		body: config({ temperature: 2.5 }),
		message: /temperature must be in the range \[0\.0, 2\.0\]/,
	},
	{
		wrong: 'too many output tokens',
		body: config({ maxOutputTokens: 70000 }),
		message: /maxOutputTokens value of 70000 .* to 65537 \(exclusive\)/,
	},
	{
		wrong: 'six stop sequences',
		body: config({ stopSequences: ['a', 'b', 'c', 'd', 'e', 'f'] }),
		message: /at most 5/,
	},
	{
		wrong: 'no thinking where a model must think',
		model: 'gemini-2.5-pro',
		body: config({ thinkingConfig: { thinkingBudget: 0 } }),
		message: /only works in thinking mode/,
	},
	{
		wrong: 'a thinking level for a model with budgets',
		model: 'gemini-2.5-flash',
		body: config({ thinkingConfig: { thinkingLevel: 'LOW' } }),
		message: /Thinking level is not supported/,
	},
	{
		wrong: 'more input tokens than the model reads',
		body: userSays('a '.repeat(1_048_577)),
		message: /^The input token count \(10485\d\d\) exceeds the maximum number of tokens allowed \(1048576\)\.$/,
	},
];

for (const { wrong, body, message, field, model } of rows) {
	test(`${wrong} is refused with INVALID_ARGUMENT`, async (t) => {
		const emulator = await emulatorFor(t);
		const response = await call(emulator, 'generateContent', body, model === undefined ? {} : { model });
		assert.equal(response.status, 400);
		const error = await errorOf(response);
		assert.equal(error.status, 'INVALID_ARGUMENT');
		assert.match(error.message, message);
		if (field !== undefined) {
			assert.equal(error.details?.[0]?.fieldViolations?.[0]?.field, field);
		}
	});
}

test('every wrong field is reported, not the first alone', async (t) => {
	const emulator = await emulatorFor(t);
	const error = await errorOf(await call(emulator, 'generateContent', { ...hi, a: 1, generationConfig: { b: 2 } }));
	assert.equal(error.details?.[0]?.fieldViolations?.length, 2);
	assert.equal(error.message.split('\n').length, 2);
});

test('snake_case names, a single content in place of a list and null are accepted', async (t) => {
	const emulator = await emulatorFor(t);
	const body = { contents: { parts: { text: 'Hi' } }, generation_config: { max_output_tokens: '20', topK: null } };
	assert.equal((await call(emulator, 'generateContent', body)).status, 200);
});

test('v1 takes the same request as v1beta, and errors name the version', async (t) => {
	const emulator = await emulatorFor(t);
	const body = { ...hi, systemInstruction: { parts: [{ text: 'Be brief.' }] } };
	assert.equal((await call(emulator, 'generateContent', body, { version: 'v1' })).status, 200);
	const refused = await call(emulator, 'generateContent', { contents: 'Hi' }, { version: 'v1' });
	assert.match((await errorOf(refused)).message, /generativelanguage\.v1\.Content/);
});

test('an unknown model, and one that does not generate, are 404 in the same words', async (t) => {
	const emulator = await emulatorFor(t);
	for (const model of ['gemini-pro', 'gemini-embedding-001']) {
		const response = await call(emulator, 'generateContent', hi, { model });
		assert.equal(response.status, 404);
		const error = await errorOf(response);
		assert.equal(error.status, 'NOT_FOUND');
		assert.match(
			error.message,
			new RegExp(`^models/${model} is not found for API version v1beta, or is not supported for generateContent`),
		);
	}
});

test('an unknown query parameter is refused', async (t) => {
	const emulator = await emulatorFor(t);
	assert.match(
		(await errorOf(await call(emulator, 'generateContent?colour=red', hi))).message,
		/Cannot bind query parameter/,
	);
});

test('a body over 20 MB is refused with a page, not with JSON', async (t) => {
	const emulator = await emulatorFor(t);
	const response = await call(emulator, 'generateContent', ' '.repeat(20 * 1024 * 1024 + 1));
	assert.equal(response.status, 413);
	assert.match(await response.text(), /<title>Error 413/);
});
