import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, GoogleGenAI } from '@google/genai';
import type { Emulator } from '../../emulator/emulator.ts';
import { emulatorFor } from './support.ts';

/** Google's own client, as the judge of whether the emulator speaks its language. */
const clientOf = (emulator: Emulator, apiKey: string = emulator.keys.valid) =>
	new GoogleGenAI({ apiKey, httpOptions: { baseUrl: emulator.origin } });

const model = 'gemini-3.8-flash';

test("Google's client lists the models page by page", async (t) => {
	const emulator = await emulatorFor(t);
	const names: (string | undefined)[] = [];
	for await (const each of await clientOf(emulator).models.list({ config: { pageSize: 6 } })) {
		names.push(each.name);
	}
	assert.ok(names.includes('models/gemini-flash-latest'));
	assert.equal(emulator.calls.length, Math.ceil(names.length / 6));
	assert.equal((await clientOf(emulator).models.get({ model })).outputTokenLimit, 65536);
});

test("Google's client reads an answer, with an auth key too", async (t) => {
	const emulator = await emulatorFor(t);
	for (const key of [emulator.keys.valid, emulator.keys.validAuth]) {
		const answer = await clientOf(emulator, key).models.generateContent({
			model,
			contents: 'Where is the key?',
			config: {
				systemInstruction: 'Be kind.',
				temperature: 0.5,
				thinkingConfig: { includeThoughts: true },
				tools: [{ functionDeclarations: [{ name: 'open', parametersJsonSchema: { type: 'object' } }] }],
			},
		});
		assert.match(answer.text ?? '', /“Where is the key\?”/);
		assert.equal(answer.candidates?.[0]?.finishReason, 'STOP');
		assert.ok((answer.usageMetadata?.thoughtsTokenCount ?? 0) > 0);
	}
});

test("Google's client reads a stream, even one whose characters are cut between writes", async (t) => {
	const emulator = await emulatorFor(t);
	const read = async () => {
		let text = '';
		for await (const chunk of await clientOf(emulator).models.generateContentStream({
			model,
			contents: 'Où est la clé 🔑?',
		})) {
			text += chunk.text ?? '';
		}
		return text;
	};
	const whole = await read();
	assert.match(whole, /“Où est la clé 🔑\?”/);
	emulator.failNext({ kind: 'split-characters' });
	emulator.failNext({ kind: 'pace', ms: 0 });
	assert.equal(await read(), whole);
});

test("Google's client chats over several turns", async (t) => {
	const emulator = await emulatorFor(t);
	const chat = clientOf(emulator).chats.create({ model });
	await chat.sendMessage({ message: 'First' });
	assert.match((await chat.sendMessage({ message: 'Second' })).text ?? '', /message 2 of yours.*“First”/);
});

test("Google's client counts tokens", async (t) => {
	const emulator = await emulatorFor(t);
	assert.equal((await clientOf(emulator).models.countTokens({ model, contents: 'Where is the key?' })).totalTokens, 6);
});

test("Google's client reports an invalid key as it does for Google, streaming or not", async (t) => {
	const emulator = await emulatorFor(t);
	const { models } = clientOf(emulator, 'nonsense');
	const request = { model, contents: 'Hi' };
	await assert.rejects(models.generateContent(request), (error: unknown) => {
		assert.ok(error instanceof ApiError);
		assert.equal(error.status, 400);
		assert.match(error.message, /^\{"error":\{"code":400,"message":"API key not valid.*API_KEY_INVALID/);
		return true;
	});
	// A stream's error is no application/json, so the client wraps the text of it into another error.
	await assert.rejects(models.generateContentStream(request), (error: unknown) => {
		assert.ok(error instanceof ApiError);
		assert.match(error.message, /^\{"error":\{"message":"\{\\n {2}\\"error\\": \{.*"status":"Bad Request"\}\}$/);
		return true;
	});
});

test("Google's client sees an error in mid-stream, bare or as an event", async (t) => {
	const emulator = await emulatorFor(t);
	for (const form of ['bare', 'data'] as const) {
		emulator.failNext({ kind: 'stream-error', afterChunks: 1, name: 'server-busy', form });
		const stream = await clientOf(emulator).models.generateContentStream({ model, contents: 'Hi' });
		await assert.rejects(async () => {
			for await (const chunk of stream) {
				assert.match(chunk.text ?? '', /^Hello/);
			}
		}, /got status: UNAVAILABLE/);
	}
});
