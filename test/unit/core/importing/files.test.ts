import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Imported } from '../../../../src/core/importing/imported.ts';
import { readRequest } from '../../../../src/core/importing/readRequest.ts';
import { type DraftFields, emptyFields } from '../../../../src/core/panel/draftFields.ts';

type Row = {
	readonly what: string;
	readonly text: string;
	readonly from: (Imported & { kind: 'read' })['from'];
	readonly fields: Partial<DraftFields>;
	/** What the sentences are about, in their order. */
	readonly leftOut?: readonly string[];
	readonly hadSecret?: boolean;
};

const google = 'https://generativelanguage.googleapis.com';
const path = '/v1beta/models/gemini-2.5-flash:generateContent';
const model = 'gemini-2.5-flash';
const hi = '{"contents":[{"parts":[{"text":"Hi"}]}]}';

/** A collection as Postman exports it. */
const collection = (item: unknown, more: object = {}) =>
	JSON.stringify({
		info: {
			name: 'Gemini',
			schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
		},
		item,
		...more,
	});

const rows: readonly Row[] = [
	{
		// After https://marketplace.visualstudio.com/items?itemName=humao.rest-client
		what: 'a file of REST Client with variables, comments and several requests',
		from: 'http',
		text: `@hostname = generativelanguage.googleapis.com
@base = https://{{hostname}}/v1beta
@apiKey = {{$dotenv GEMINI_API_KEY}}

### Ask
# @name ask
// another comment
POST {{base}}/models/${model}:generateContent
    ?alt=sse
    &key={{apiKey}}
Content-Type: application/json
X-Trace: on

{
  // what to ask
  "contents": [{ "parts": [{ "text": "Hi {{who}}" }] }]
}

### List
GET {{base}}/models
`,
		fields: { model, prompt: 'Hi {{who}}' },
		leftOut: ['X-Trace', '{{who}}', 'left out: 1'],
	},
	{
		what: 'a file with what editors do with the answer',
		from: 'http',
		text: `POST ${google}${path} HTTP/1.1\r\nx-goog-api-key: {{key}}\r\n\r\n${hi}\r\n\r\n> {% client.test("x", () => {}) %}\r\n`,
		fields: { model, prompt: 'Hi' },
	},
	{
		what: 'a file with httpYac’s assertions',
		from: 'http',
		text: `POST ${google}${path}\n\n${hi}\n\n?? status == 200\n`,
		fields: { model, prompt: 'Hi' },
	},
	{
		what: 'a body that lies in a file',
		from: 'http',
		text: `POST ${google}${path}\n\n< ./body.json\n`,
		fields: { model },
		leftOut: ['./body.json'],
	},
	{
		what: 'a request as it goes over the wire',
		from: 'http',
		text: `POST ${path} HTTP/1.1\r\nHost: eu.example\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n${hi}`,
		fields: { model, prompt: 'Hi' },
		leftOut: ['eu.example'],
	},
	{
		what: 'a collection with folders, variables and a key',
		from: 'postman',
		text: collection(
			[
				{ name: 'models', item: [{ name: 'List', request: `${google}/v1beta/models` }] },
				{
					name: 'Ask',
					request: {
						method: 'POST',
						header: [
							{ key: 'Content-Type', value: 'application/json' },
							{ key: 'X-Trace', value: 'on' },
						],
						url: {
							raw: '{{base}}/models/:model:generateContent',
							variable: [{ key: 'model', value: model }],
						},
						body: {
							mode: 'raw',
							raw: '{"contents":"Hi {{who}} {{nobody}}"}',
							options: { raw: { language: 'json' } },
						},
					},
				},
			],
			{
				variable: [
					{ key: 'base', value: `${google}/v1beta` },
					{ key: 'who', value: 'there' },
				],
				auth: { type: 'apikey', apikey: [{ key: 'value', value: '{{key}}' }] },
			},
		),
		fields: { model, prompt: 'Hi there {{nobody}}' },
		leftOut: ['{{nobody}}', 'X-Trace', 'left out: 1'],
	},
	{
		what: 'an item of a collection, its address in parts',
		from: 'postman',
		text: JSON.stringify({
			name: 'Ask',
			request: {
				method: 'POST',
				url: {
					protocol: 'https',
					host: ['generativelanguage', 'googleapis', 'com'],
					path: ['v1beta', 'models', `${model}:generateContent`],
				},
				body: { mode: 'raw', raw: hi },
				auth: { type: 'bearer', bearer: { token: 'token-1234567' } },
			},
		}),
		fields: { model, prompt: 'Hi' },
		hadSecret: true,
	},
	{
		what: 'a collection with a request to OpenAI',
		from: 'postman',
		text: collection([
			{
				request: {
					url: { raw: 'https://api.openai.com/v1/chat/completions' },
					body: { mode: 'raw', raw: '{"model":"gpt-4o","messages":[{"role":"user","content":"Hi"}]}' },
				},
			},
		]),
		fields: { prompt: 'Hi' },
		leftOut: ['api.openai.com', 'gpt-4o'],
	},
	{
		what: 'a request of a collection whose body is a form',
		from: 'postman',
		text: collection([
			{ request: { url: `${google}${path}`, body: { mode: 'formdata', formdata: [{ key: 'a', value: 'b' }] } } },
		]),
		fields: { model },
		leftOut: ['formdata'],
	},
	{
		// After https://platform.openai.com/docs/api-reference/chat/create
		what: 'a body of OpenAI’s',
		from: 'openai',
		text: JSON.stringify({
			model: 'models/gemini-3-flash',
			messages: [
				{ role: 'developer', content: 'Be brief.' },
				{ role: 'user', content: 'One' },
				{ role: 'assistant', content: 'Two' },
				{
					role: 'user',
					content: [
						{ type: 'text', text: 'Three' },
						{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
					],
				},
				{ role: 'tool', content: 'x' },
			],
			max_completion_tokens: 100,
			temperature: 0.3,
			reasoning_effort: 'xhigh',
			response_format: { type: 'json_object' },
			tools: [],
			stop: ['END'],
			seed: 7,
			stream_options: { include_usage: true },
		}),
		fields: {
			model: 'gemini-3-flash',
			system: 'Be brief.',
			prompt: 'Three',
			maxOutputTokens: '100',
			temperature: '0.3',
			responseMimeType: 'application/json',
			stop: 'END',
			seed: '7',
		},
		leftOut: ['messages that are left out: 3', 'image_url', 'reasoning_effort'],
	},
	{
		// After https://ai.google.dev/gemini-api/docs/openai
		what: 'what Google adds to a body of OpenAI’s',
		from: 'openai',
		text: JSON.stringify({
			messages: [{ role: 'user', content: 'Hi' }],
			extra_body: {
				google: { thinking_config: { thinking_level: 'low', include_thoughts: true }, cached_content: 'x' },
			},
		}),
		fields: { prompt: 'Hi', thinking: 'low', includeThoughts: 'yes' },
		leftOut: ['cached_content'],
	},
	{
		what: 'a body of Gemini’s in underscores, with comments and trailing commas',
		from: 'gemini',
		text: `// https://ai.google.dev/api/generate-content
{
  "contents": [{ "role": "user", "parts": [{ "text": "It's // no comment" }] },], # one
  "generation_config": { "max_output_tokens": 5, "temperature": 9, "response_schema": {"type": "OBJECT"} /* two */, },
  "cached_content": "cachedContents/x",
}`,
		fields: { prompt: "It's // no comment", maxOutputTokens: '5' },
		leftOut: ['temperature', 'response_schema', 'cached_content'],
	},
	{
		what: 'a body as Python prints it',
		from: 'gemini',
		text: `{'model': 'gemini-2.5-flash', 'contents': [{'parts': [{'text': 'Hi'}]}], 'tools': None, 'config': {'system_instruction': 'S', 'thinking_config': {'thinking_budget': 777}}}`,
		fields: { model, prompt: 'Hi', system: 'S', thinkingBudget: '777' },
	},
	{
		what: 'a body with every setting that the panel has',
		from: 'gemini',
		text: JSON.stringify({
			contents: [{ parts: [{ inlineData: { mimeType: 'application/pdf', data: 'JVBERg==' } }, { text: 'Read' }] }],
			generationConfig: {
				stopSequences: ['END', '\n\n'],
				seed: -1,
				candidateCount: 3,
				responseMimeType: 'application/json',
				responseJsonSchema: { type: 'string' },
			},
			safetySettings: [{ category: 'HARM_CATEGORY_HATE_SPEECH', threshold: 'OFF' }],
		}),
		fields: {
			prompt: 'Read',
			attachments: [{ name: 'application-1', mimeType: 'application/pdf', data: 'JVBERg==' }],
			stop: 'END\n\\n\\n',
			seed: '-1',
			candidates: '3',
			responseMimeType: 'application/json',
			schema: '{\n  "type": "string"\n}',
			hateSpeech: 'OFF',
		},
	},
	{
		what: 'a body with settings that the panel would not send',
		from: 'gemini',
		text: JSON.stringify({
			contents: [{ parts: [{ inlineData: { mimeType: 'image/png', data: 'no base64!' } }, { text: 'Read' }] }],
			generationConfig: {
				stopSequences: [1],
				seed: 0.5,
				candidateCount: 99,
				responseMimeType: 'text/html',
				responseJsonSchema: { type: 'STRING' },
			},
			safetySettings: { category: 'HARM_CATEGORY_NEW', threshold: 'OFF' },
		}),
		fields: { prompt: 'Read' },
		leftOut: [
			'stopSequences',
			'seed',
			'candidateCount',
			'responseMimeType',
			'responseJsonSchema',
			'safetySettings',
			'inlineData',
		],
	},
	{
		what: 'a body of countTokens',
		from: 'gemini',
		text: `{"generateContentRequest":{"model":"models/gemini-2.5-flash","contents":["a","b"]}}`,
		fields: { model, prompt: 'a\n\nb' },
	},
	{
		what: 'a turn of the model behind the prompt, and a part that is no text',
		from: 'gemini',
		text: `{"contents":[{"role":"user","parts":[{"text":"a"},{"fileData":{"fileUri":"x"}}]},{"role":"model","parts":[{"text":"{"}]}]}`,
		fields: { prompt: 'a' },
		leftOut: ['contents that are left out: 1', 'fileData'],
	},
];

for (const { what, text, from, fields, leftOut = [], hadSecret = false } of rows) {
	test(`${what}: it is read`, () => {
		const read = readRequest(text);
		assert.ok(read.kind === 'read', JSON.stringify(read));
		assert.equal(read.from, from);
		assert.deepEqual(read.fields, { ...emptyFields, ...fields });
		assert.equal(read.leftOut.length, leftOut.length, JSON.stringify(read.leftOut));
		for (const [index, about] of leftOut.entries()) {
			assert.ok(read.leftOut[index]?.includes(about), `${about}: ${read.leftOut[index]}`);
		}
		assert.equal(read.hadSecret, hadSecret);
	});
}

test('a collection without a request to a model is not read', () => {
	const read = readRequest(collection([{ request: 'https://example.com' }]));
	assert.ok(read.kind === 'unreadable');
	assert.match(read.why, /collection/);
});
