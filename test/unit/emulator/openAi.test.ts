import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI, { APIError } from 'openai';
import type { Emulator } from '../../emulator/emulator.ts';
import { emulatorFor } from './support.ts';

/** OpenAI's own client, as people point it at Google. */
const clientOf = ({ origin, keys }: Emulator, apiKey: string = keys.valid, more: object = {}) =>
	new OpenAI({
		apiKey,
		baseURL: `${origin}/v1beta/openai/`,
		maxRetries: 0,
		organization: null,
		project: null,
		...more,
	});

const model = 'gemini-3.8-flash';

test("OpenAI's client reads a whole answer, asked with a key or a token", async (t) => {
	const emulator = await emulatorFor(t);
	const token = emulator.serviceAccounts.giveToken(emulator.serviceAccounts.seeded.runner);
	for (const credential of [emulator.keys.valid, token]) {
		const answer = await clientOf(emulator, credential).chat.completions.create({
			model,
			messages: [
				{ role: 'system', content: 'Be kind.' },
				{ role: 'user', content: 'First' },
				{ role: 'assistant', content: 'Yes' },
				{
					role: 'user',
					content: [
						{ type: 'text', text: 'Second' },
						{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
					],
				},
			],
			reasoning_effort: 'low',
			max_tokens: 1000,
		});
		assert.match(answer.choices[0]?.message.content ?? '', /“Second”.*“First”.*“Be kind\.”.*attached 1 file/);
		assert.equal(answer.choices[0]?.finish_reason, 'stop');
		const { prompt_tokens, completion_tokens, total_tokens } = answer.usage ?? assert.fail('no usage');
		assert.ok(total_tokens > prompt_tokens + completion_tokens, 'thoughts are in the total alone');
		assert.deepEqual(
			emulator.calls.at(-1)?.credentials.map(({ kind }) => kind),
			['bearer'],
		);
	}
});

test("OpenAI's client reads a stream, with the tokens where they are asked for", async (t) => {
	const emulator = await emulatorFor(t);
	for (const includesUsage of [true, false]) {
		let text = '';
		const usages: unknown[] = [];
		const stream = await clientOf(emulator).chat.completions.create({
			model,
			messages: [{ role: 'user', content: 'Où est la clé 🔑?' }],
			stream: true,
			...(includesUsage ? { stream_options: { include_usage: true } } : {}),
		});
		for await (const chunk of stream) {
			text += chunk.choices[0]?.delta.content ?? '';
			usages.push(...(chunk.usage ? [chunk.usage] : []));
		}
		assert.match(text, /“Où est la clé 🔑\?”/);
		assert.equal(usages.length, includesUsage ? 1 : 0);
	}
});

test("OpenAI's client lists the models", async (t) => {
	const emulator = await emulatorFor(t);
	const ids = (await clientOf(emulator).models.list()).data.map(({ id }) => id);
	assert.ok(ids.includes(`models/${model}`));
});

const refusals: readonly (readonly [
	what: string,
	client: (emulator: Emulator) => OpenAI,
	body: object,
	status: number,
	text: RegExp,
])[] = [
	['a key that is none', (emulator) => clientOf(emulator, 'nonsense'), {}, 400, /API key not valid/],
	[
		'what the library adds about an organization',
		(emulator) => clientOf(emulator, emulator.keys.valid, { organization: 'org' }),
		{},
		400,
		/Multiple authentication credentials received/,
	],
	[
		'a field that Google does not know',
		(emulator) => clientOf(emulator),
		{ store: true },
		400,
		/Unknown name "store": Cannot find field/,
	],
	[
		'a model that is not there',
		(emulator) => clientOf(emulator),
		{ model: 'gemini-0' },
		404,
		/models\/gemini-0 is not found/,
	],
	['an unheard-of effort', (emulator) => clientOf(emulator), { reasoning_effort: 'lots' }, 400, /reasoning_effort/],
	[
		'a temperature out of range',
		(emulator) => clientOf(emulator),
		{ temperature: 3 },
		400,
		/temperature must be in the range/,
	],
];
for (const [what, client, body, status, text] of refusals) {
	test(`${what} is refused, in an array of one`, async (t) => {
		const emulator = await emulatorFor(t);
		await assert.rejects(
			client(emulator).chat.completions.create({
				model,
				messages: [{ role: 'user', content: 'Hi' }],
				...body,
			} as never),
			(error: unknown) => error instanceof APIError && error.status === status,
		);
		const raw = await fetch(`${emulator.origin}/v1beta/openai/chat/completions`, {
			method: 'POST',
			headers: rawHeaders(emulator, what),
			body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hi' }], ...body }),
		});
		const [first] = (await raw.json()) as readonly [{ readonly error: { readonly message: string } }];
		assert.match(first.error.message, text);
	});
}

/** What the library sent, without what names the library. */
const rawHeaders = ({ keys }: Emulator, what: string): Record<string, string> => ({
	authorization: `Bearer ${what.includes('key') ? 'nonsense' : keys.valid}`,
	...(what.includes('organization') ? { 'openai-organization': 'org' } : {}),
});

test('neither header nor key is refused as everywhere at Gemini', async (t) => {
	const emulator = await emulatorFor(t);
	const response = await fetch(`${emulator.origin}/v1beta/openai/models`);
	const body = (await response.json()) as readonly { readonly error: { readonly code: number } }[];
	assert.deepEqual([response.status, body[0]?.error.code], [403, 403]);
});
