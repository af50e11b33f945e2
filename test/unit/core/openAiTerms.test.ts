import assert from 'node:assert/strict';
import { test } from 'node:test';
import { streamGenerateContentRequest } from '../../../src/core/gemini/developerApi.ts';
import type { Draft } from '../../../src/core/gemini/draft.ts';
import { readModelPage } from '../../../src/core/gemini/models.ts';
import { chunkInGemini } from '../../../src/core/gemini/openAi/chunkInGemini.ts';
import { streamInGemini } from '../../../src/core/gemini/openAi/streamInGemini.ts';

const bodyOf = (draft: Partial<Draft>) =>
	JSON.parse(
		streamGenerateContentRequest({ model: 'gemini-x', prompt: 'Now', ...draft }, { target: { kind: 'openai' } }).body ??
			'',
	);

test('everything a draft says is said in OpenAI’s terms', () => {
	const asked = bodyOf({
		system: 'Be brief.',
		earlier: [{ prompt: 'Before', answer: 'Yes' }],
		attachments: [
			{ name: 'a.png', mimeType: 'image/png', data: 'AAAA' },
			{ name: 'b.wav', mimeType: 'audio/wav', data: 'BBBB' },
		],
		temperature: 0,
		maxOutputTokens: 100,
		thinking: 'low',
		stopSequences: ['END'],
		seed: 7,
		candidateCount: 2,
		responseMimeType: 'application/json',
		responseJsonSchema: { type: 'object' },
	});
	assert.deepEqual(asked, {
		model: 'gemini-x',
		messages: [
			{ role: 'system', content: 'Be brief.' },
			{ role: 'user', content: 'Before' },
			{ role: 'assistant', content: 'Yes' },
			{
				role: 'user',
				content: [
					{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
					{ type: 'input_audio', input_audio: { data: 'BBBB', format: 'wav' } },
					{ type: 'text', text: 'Now' },
				],
			},
		],
		temperature: 0,
		max_tokens: 100,
		reasoning_effort: 'low',
		stop: ['END'],
		seed: 7,
		n: 2,
		response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: { type: 'object' } } },
		stream: true,
		stream_options: { include_usage: true },
	});
	assert.deepEqual(Object.keys(bodyOf({})).sort(), ['messages', 'model', 'stream', 'stream_options']);
});

test('a budget of thoughts goes as Google’s own setting, and never beside an effort', () => {
	const asked = bodyOf({ thinking: 'high', thinkingBudget: 512, includeThoughts: true });
	assert.deepEqual(asked.extra_body, { google: { thinking_config: { thinking_budget: 512, include_thoughts: true } } });
	assert.equal(asked.reasoning_effort, undefined);
});

test('a piece of a completion becomes a piece of Gemini’s', () => {
	const piece = (choice: object) =>
		chunkInGemini({ object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] });
	assert.deepEqual(piece({ delta: { role: 'assistant', content: 'Hi' } }), {
		candidates: [{ index: 0, content: { role: 'model', parts: [{ text: 'Hi' }] } }],
	});
	const finishOf = (reason: string) =>
		(piece({ delta: {}, finish_reason: reason }) as { candidates: { finishReason: string }[] }).candidates[0]
			?.finishReason;
	assert.deepEqual(['stop', 'length', 'content_filter: RECITATION', 'novel'].map(finishOf), [
		'STOP',
		'MAX_TOKENS',
		'SAFETY',
		'NOVEL',
	]);
	for (const other of [null, 1, [], [{ error: {} }], { error: { code: 1 }, choices: [] }, { candidates: [] }]) {
		assert.equal(chunkInGemini(other), other);
	}
});

test('thoughts are told apart from the output, whether they were counted into it or left out', () => {
	const usageOf = (usage: object) => (chunkInGemini({ choices: [], usage }) as { usageMetadata: object }).usageMetadata;
	assert.deepEqual(usageOf({ prompt_tokens: 5, completion_tokens: 7, total_tokens: 112 }), {
		promptTokenCount: 5,
		candidatesTokenCount: 7,
		thoughtsTokenCount: 100,
		totalTokenCount: 112,
	});
	const within = { completion_tokens_details: { reasoning_tokens: 4 }, prompt_tokens_details: { cached_tokens: 3 } };
	assert.deepEqual(usageOf({ prompt_tokens: 5, completion_tokens: 7, total_tokens: 12, ...within }), {
		promptTokenCount: 5,
		candidatesTokenCount: 3,
		thoughtsTokenCount: 4,
		totalTokenCount: 12,
		cachedContentTokenCount: 3,
	});
	assert.deepEqual(usageOf({ prompt_tokens: -1, completion_tokens: 'x', total_tokens: Number.NaN }), {
		promptTokenCount: 0,
		candidatesTokenCount: 0,
		totalTokenCount: 0,
	});
});

test('a stream is translated however it is cut, without its mark of the end', async () => {
	const said = { choices: [{ index: 0, delta: { content: 'clé 🔑' } }] };
	const bytes = new TextEncoder().encode(`data: ${JSON.stringify(said)}\n\n{"half":\n\ndata: [DONE]\n\n`);
	for (const size of [1, 7, bytes.length]) {
		const pieces = async function* () {
			for (let from = 0; from < bytes.length; from += size) {
				yield bytes.subarray(from, from + size);
			}
		};
		let text = '';
		const decoder = new TextDecoder();
		for await (const chunk of streamInGemini(pieces())) {
			text += decoder.decode(chunk, { stream: true });
		}
		assert.equal(text, `data: ${JSON.stringify(chunkInGemini(said))}\n\ndata: {"half":\n\n`);
	}
});

test('lists that tell no methods are read by the names of what answers in words', () => {
	const ids = (json: object) => readModelPage(json)?.models.map(({ id }) => id);
	assert.deepEqual(
		ids({
			object: 'list',
			data: [{ id: 'models/gemini-x' }, { id: 'models/gemini-embedding-2' }, { id: 'models/imagen-4' }],
		}),
		['gemini-x'],
	);
	assert.deepEqual(
		ids({
			publisherModels: [
				{ name: 'publishers/google/models/gemini-x' },
				{ name: 'publishers/google/models/chirp-3' },
				null,
			],
		}),
		['gemini-x'],
	);
});
