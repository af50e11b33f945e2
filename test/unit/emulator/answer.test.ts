import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countTokens, tokenize } from '../../emulator/gemini/tokens.ts';
import { type Answer, call, emulatorFor, textOf, userSays } from './support.ts';

async function answerOf(response: Response): Promise<Answer> {
	assert.equal(response.status, 200);
	return (await response.json()) as Answer;
}

test('the answer says back what was asked, and the same request gives the same answer', async (t) => {
	const emulator = await emulatorFor(t);
	const ask = async () => answerOf(await call(emulator, 'generateContent', userSays('Where is the key?')));
	const first = await ask();
	assert.match(textOf(first), /“Where is the key\?”/);
	assert.equal(first.candidates?.[0]?.finishReason, 'STOP');
	assert.deepEqual(await ask(), first);
});

test('usage is counted by the stated tokenizer and adds up', async (t) => {
	const emulator = await emulatorFor(t);
	const answer = await answerOf(await call(emulator, 'generateContent', userSays('Where is the key?')));
	const usage = answer.usageMetadata ?? {};
	assert.equal(usage['promptTokenCount'], 6);
	assert.equal(usage['candidatesTokenCount'], countTokens(textOf(answer)));
	assert.equal(usage['totalTokenCount'], 6 + countTokens(textOf(answer)));
	assert.equal(usage['thoughtsTokenCount'], undefined);
});

test('an answer over maxOutputTokens ends with MAX_TOKENS', async (t) => {
	const emulator = await emulatorFor(t);
	const answer = await answerOf(
		await call(emulator, 'generateContent', { ...userSays('Hi'), generationConfig: { maxOutputTokens: 7 } }),
	);
	assert.equal(answer.candidates?.[0]?.finishReason, 'MAX_TOKENS');
	assert.equal(answer.usageMetadata?.['candidatesTokenCount'], 7);
});

test('thinking alone can use up maxOutputTokens and leave no text', async (t) => {
	const emulator = await emulatorFor(t);
	const generationConfig = { maxOutputTokens: 5, thinkingConfig: { thinkingLevel: 'HIGH' } };
	const answer = await answerOf(await call(emulator, 'generateContent', { ...userSays('Hi'), generationConfig }));
	assert.equal(textOf(answer), '');
	assert.equal(answer.candidates?.[0]?.finishReason, 'MAX_TOKENS');
	assert.equal(answer.usageMetadata?.['thoughtsTokenCount'], 5);
	assert.equal(answer.usageMetadata?.['candidatesTokenCount'], undefined);
});

test('thoughts are shown only when they are asked for, and counted when the model thinks', async (t) => {
	const emulator = await emulatorFor(t);
	for (const includeThoughts of [true, false]) {
		const generationConfig = { thinkingConfig: { includeThoughts, thinkingLevel: 'LOW' } };
		const answer = await answerOf(await call(emulator, 'generateContent', { ...userSays('Hi'), generationConfig }));
		const parts = answer.candidates?.[0]?.content?.parts ?? [];
		assert.equal(
			parts.some(({ thought }) => thought === true),
			includeThoughts,
		);
		assert.ok((answer.usageMetadata?.['thoughtsTokenCount'] ?? 0) > 0);
	}
});

test('a stop sequence ends the answer before it', async (t) => {
	const emulator = await emulatorFor(t);
	const answer = await answerOf(
		await call(emulator, 'generateContent', { ...userSays('Hi'), generationConfig: { stopSequences: ['You wrote'] } }),
	);
	assert.match(textOf(answer), /read your words\. $/);
	assert.equal(answer.candidates?.[0]?.finishReason, 'STOP');
});

test('earlier turns and the system instruction show in the answer', async (t) => {
	const emulator = await emulatorFor(t);
	const turn = (role: string, text: string) => ({ role, parts: [{ text }] });
	const answer = await answerOf(
		await call(emulator, 'generateContent', {
			contents: [turn('user', 'First'), turn('model', 'Yes'), turn('user', 'Second')],
			systemInstruction: { parts: [{ text: 'Be kind.' }] },
		}),
	);
	assert.match(textOf(answer), /“Second”.*message 2 of yours.*“First”.*“Be kind\.”/);
});

test('several candidates differ and are numbered', async (t) => {
	const emulator = await emulatorFor(t);
	const answer = await answerOf(
		await call(emulator, 'generateContent', { ...userSays('Hi'), generationConfig: { candidateCount: 3 } }),
	);
	assert.deepEqual(
		answer.candidates?.map(({ index }) => index),
		[0, 1, 2],
	);
	assert.equal(new Set(answer.candidates?.map(({ content }) => JSON.stringify(content))).size, 3);
});

test('"write N words" is answered with N words', async (t) => {
	const emulator = await emulatorFor(t);
	for (const [asked, count] of [
		['Write 1 words', 1],
		['please write about 1,234 words on locks', 1234],
		['write 999999 words', 100_000],
	] as const) {
		const answer = await answerOf(await call(emulator, 'generateContent', userSays(asked)));
		assert.equal(textOf(answer).split(/\s+/).length, count);
	}
});

test('an alias answers under the name of the model it stands for', async (t) => {
	const emulator = await emulatorFor(t);
	const answer = await answerOf(
		await call(emulator, 'generateContent', userSays('Hi'), { model: 'gemini-flash-latest' }),
	);
	assert.equal(answer.modelVersion, 'gemini-3.8-flash');
});

test('countTokens takes contents or a whole request, not both and not neither', async (t) => {
	const emulator = await emulatorFor(t);
	const whole = { model: 'models/gemini-3.8-flash', ...userSays('Where is the key?') };
	const count = async (body: object) => {
		const response = await call(emulator, 'countTokens', body);
		return response.status === 200 ? ((await response.json()) as { totalTokens: number }).totalTokens : response.status;
	};
	assert.equal(await count(userSays('Where is the key?')), 6);
	assert.equal(await count({ generateContentRequest: whole }), 6);
	assert.equal(
		await count({ generateContentRequest: { ...whole, systemInstruction: { parts: [{ text: 'Be kind.' }] } } }),
		9,
	);
	assert.equal(await count({ ...userSays('Hi'), generateContentRequest: whole }), 400);
	assert.equal(await count({ generateContentRequest: userSays('Hi') }), 400);
	assert.equal(await count({}), 400);
});

test('tokens put together give the text back, whatever it is made of', () => {
	for (const text of [
		'',
		' ',
		'Hello,  world!\n',
		'naïve 日本語テキスト 한국어',
		'👩‍👩‍👧 e\u0301 \u{1F511}',
		'a'.repeat(9),
	]) {
		assert.equal(tokenize(text).join(''), text);
		assert.equal(countTokens(text), tokenize(text).length);
	}
	assert.deepEqual(tokenize('keyhole, 日本'), ['keyh', 'ole', ',', ' 日', '本']);
});
