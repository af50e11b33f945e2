import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, call, emulatorFor, errorOf, eventsOf, textOf, until, userSays } from './support.ts';

test('alt=sse streams events of the form "data: {json}" with blank lines between', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.failNext({ kind: 'pace', ms: 0 });
	const response = await call(emulator, 'streamGenerateContent?alt=sse', userSays('Hi <you>'));
	assert.equal(response.headers.get('content-type'), 'text/event-stream');
	const body = await response.text();
	assert.match(body, /^(?:data: \{[^\r\n]*\}\r\n\r\n)+$/);
	assert.ok(body.includes('\\u003cyou\\u003e'));
});

test('the events put together are the answer, usage counts up and the last one finishes', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.failNext({ kind: 'pace', ms: 0 });
	const events = eventsOf(await (await call(emulator, 'streamGenerateContent?alt=sse', userSays('Hi'))).text());
	const whole = (await (await call(emulator, 'generateContent', userSays('Hi'))).json()) as Answer;
	assert.ok(events.length > 2);
	assert.equal(events.map(textOf).join(''), textOf(whole));
	assert.deepEqual(events.at(-1)?.usageMetadata, whole.usageMetadata);
	const totals = events.map(({ usageMetadata }) => usageMetadata?.['totalTokenCount'] ?? 0);
	assert.deepEqual(
		totals,
		totals.toSorted((a, b) => a - b),
	);
	assert.deepEqual(
		events.map(({ candidates }) => candidates?.[0]?.finishReason),
		[...Array.from({ length: events.length - 1 }, () => undefined), 'STOP'],
	);
});

test('without alt=sse the stream is one JSON array, sent piece by piece', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.failNext({ kind: 'pace', ms: 0 });
	const response = await call(emulator, 'streamGenerateContent', userSays('Hi'));
	assert.equal(response.headers.get('content-type'), 'application/json; charset=UTF-8');
	const answers = JSON.parse(await response.text()) as Answer[];
	assert.match(answers.map(textOf).join(''), /“Hi”/);
	assert.ok((emulator.calls[0]?.chunksSent ?? 0) > answers.length);
});

test('an error is array-wrapped without alt=sse, and a bare object under text/event-stream with it', async (t) => {
	const emulator = await emulatorFor(t);
	const plain = await call(emulator, 'streamGenerateContent', {});
	assert.equal(plain.status, 400);
	assert.ok(Array.isArray(JSON.parse(await plain.text())));
	const sse = await call(emulator, 'streamGenerateContent?alt=sse', {});
	assert.equal(sse.status, 400);
	assert.equal(sse.headers.get('content-type'), 'text/event-stream');
	assert.match((await errorOf(sse)).message, /contents is not specified/);
});

test('generation stops when the client leaves', async (t) => {
	const emulator = await emulatorFor(t);
	const leave = new AbortController();
	const response = await call(emulator, 'streamGenerateContent?alt=sse', userSays('write 50000 words'), {
		signal: leave.signal,
	});
	await response.body?.getReader().read();
	leave.abort();
	await until(() => emulator.calls[0]?.outcome === 'closed-by-client');
	const sent = emulator.calls[0]?.chunksSent ?? 0;
	// The call is over, so the count is final: 50000 words are over a thousand chunks.
	assert.ok(sent > 0 && sent < 1000, `${sent} chunks`);
});
