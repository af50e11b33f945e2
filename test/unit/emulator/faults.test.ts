import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { test } from 'node:test';
import type { Fault } from '../../emulator/emulator.ts';
import { catalogue, type ErrorName } from '../../emulator/errors/catalogue.ts';
import { type Answer, call, emulatorFor, errorOf, eventsOf, textOf, until, userSays } from './support.ts';

const hi = userSays('Hi');
const sse = 'streamGenerateContent?alt=sse';

/** Reads a body until it ends or breaks. */
async function readAll(
	response: Response,
): Promise<{ readonly text: string; readonly pieces: Uint8Array[]; readonly broke: boolean }> {
	const pieces: Uint8Array[] = [];
	let broke = false;
	try {
		for await (const piece of response.body ?? []) {
			pieces.push(piece as Uint8Array);
		}
	} catch {
		broke = true;
	}
	return { text: Buffer.concat(pieces).toString('utf8'), pieces, broke };
}

for (const name of Object.keys(catalogue) as ErrorName[]) {
	test(`the named error ${name} is answered once, with every blank filled in`, async (t) => {
		const emulator = await emulatorFor(t);
		emulator.failNext({ kind: 'error', name });
		const response = await call(emulator, 'generateContent', hi);
		const text = await response.text();
		assert.equal(response.status, catalogue[name].code);
		assert.doesNotMatch(text, /\{(?:service|method|model|project|referer|key)\}/);
		assert.equal((JSON.parse(text) as { error: { status: string } }).error.status, catalogue[name].status);
		assert.equal((await call(emulator, 'generateContent', hi)).status, 200);
	});
}

test('quota errors tell a day from a minute and from nothing by quotaId and quotaValue, and all name a delay', async (t) => {
	const emulator = await emulatorFor(t);
	const quota = async (name: ErrorName) => {
		emulator.failNext({ kind: 'error', name });
		return JSON.stringify((await errorOf(await call(emulator, 'generateContent', hi))).details);
	};
	assert.match(await quota('quota-daily'), /PerDay.*"quotaValue":"20".*"retryDelay":"41s"/);
	assert.match(await quota('quota-minute'), /PerMinute.*"retryDelay":"7s"/);
	const zero = await quota('quota-zero');
	assert.match(zero, /"retryDelay":"13s"/);
	assert.doesNotMatch(zero, /quotaValue/);
});

test('a fault waits for the calls it matches, as many times as it says', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.failNext({
		kind: 'error',
		name: 'server-busy',
		times: 2,
		match: { method: 'POST', path: ':generateContent' },
	});
	emulator.failNext({ kind: 'error', name: 'internal', match: { path: '/v1beta/*:countTokens' } });
	const statuses: number[] = [];
	for (const method of [
		'streamGenerateContent',
		'generateContent',
		'generateContent',
		'generateContent',
		'countTokens',
		'countTokens',
	]) {
		statuses.push((await call(emulator, method, hi)).status);
	}
	assert.deepEqual(statuses, [200, 503, 503, 200, 500, 200]);
});

test('failAll holds for every call that matches, however many, until faults are cleared', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.failAll({ kind: 'error', name: 'server-busy', match: { path: ':generateContent' } });
	for (let n = 0; n < 5; n++) {
		assert.equal((await call(emulator, 'generateContent', hi)).status, 503);
	}
	assert.equal((await call(emulator, 'countTokens', hi)).status, 200);
	emulator.clearFaults();
	assert.equal((await call(emulator, 'generateContent', hi)).status, 200);
});

test('clearFaults forgets what waits', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.failNext({ kind: 'error', name: 'internal' });
	emulator.clearFaults();
	assert.equal((await call(emulator, 'generateContent', hi)).status, 200);
});

test('a raw answer comes as it was given, byte for byte, without a header of Google', async (t) => {
	const emulator = await emulatorFor(t);
	const bytes = Buffer.from([0xff, 0x00, 0xc3, 0x28]);
	emulator.failNext({
		kind: 'respond',
		status: 418,
		headers: { 'x-teapot': 'yes' },
		bodyBase64: bytes.toString('base64'),
	});
	const response = await call(emulator, 'generateContent', hi);
	assert.equal(response.status, 418);
	assert.equal(response.headers.get('x-teapot'), 'yes');
	assert.equal(response.headers.get('server'), null);
	assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
});

test('pages of the front end and of a proxy are HTML, and a proxy names no Google server', async (t) => {
	const emulator = await emulatorFor(t);
	for (const [page, status, text] of [
		['google-502', 502, /Error 502 \(Server Error\)/],
		['proxy-407', 407, /Proxy Authentication/],
		['proxy-403', 403, /Blocked/],
	] as const) {
		emulator.failNext({ kind: 'page', page });
		// Not by fetch: it makes a network error of every 407.
		const [answer] = (await once(get(`${emulator.origin}/v1beta/models`), 'response')) as [IncomingMessage];
		assert.equal(answer.statusCode, status);
		assert.match(answer.headers['content-type'] ?? '', /^text\/html/);
		assert.notEqual(answer.headers['server'], 'scaffolding on HTTPServer2');
		assert.match(Buffer.concat(await answer.toArray()).toString('utf8'), text);
	}
});

test('a redirect names another host', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.failNext({ kind: 'redirect', location: 'https://login.corp.example/' });
	const response = await fetch(`${emulator.origin}/v1beta/models`, { redirect: 'manual' });
	assert.equal(response.status, 302);
	assert.equal(response.headers.get('location'), 'https://login.corp.example/');
});

test('a hanging call is answered by nothing until the client leaves', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.failNext({ kind: 'hang' });
	const leave = new AbortController();
	const answer = assert.rejects(call(emulator, 'generateContent', hi, { signal: leave.signal }), {
		name: 'AbortError',
	});
	await until(() => emulator.calls[0]?.faults.includes('hang') === true);
	assert.equal(emulator.calls[0]?.status, undefined);
	leave.abort();
	await answer;
	await until(() => emulator.calls[0]?.outcome === 'closed-by-client');
});

test('a connection closed before the headers is a network failure', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.failNext({ kind: 'close' });
	await assert.rejects(call(emulator, 'generateContent', hi), TypeError);
	await until(() => emulator.calls[0]?.outcome === 'closed-by-emulator');
});

test('a delayed call is answered as usual after the delay', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.failNext({ kind: 'delay', ms: 5 });
	emulator.failNext({ kind: 'error', name: 'internal' });
	assert.equal((await call(emulator, 'generateContent', hi)).status, 500);
	assert.deepEqual(emulator.calls[0]?.faults, ['delay', 'error internal']);
});

test('a stream closed after n chunks has n whole events and breaks', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.failNext({ kind: 'close-mid-stream', afterChunks: 2 });
	const { text, broke } = await readAll(await call(emulator, sse, hi));
	assert.equal(broke, true);
	assert.equal(eventsOf(text).length, 2);
	await until(() => emulator.calls[0]?.outcome === 'closed-by-emulator');
});

test('a stalled stream sends its chunks and then nothing, with the connection open', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.failNext({ kind: 'stall-mid-stream', afterChunks: 1 });
	const leave = new AbortController();
	const response = await call(emulator, sse, hi, { signal: leave.signal });
	const reader = response.body?.getReader();
	assert.equal(eventsOf(Buffer.from((await reader?.read())?.value ?? []).toString('utf8')).length, 1);
	assert.equal(emulator.calls[0]?.outcome, 'open');
	leave.abort();
	await until(() => emulator.calls[0]?.outcome === 'closed-by-client');
	assert.equal(emulator.calls[0]?.chunksSent, 1);
});

test('an error in mid-stream comes bare, as an event, or as the last element of the array', async (t) => {
	const emulator = await emulatorFor(t);
	const after = async (fault: Partial<Fault> & { readonly form: 'bare' | 'data' }, method: string) => {
		emulator.failNext({ kind: 'stream-error', afterChunks: 1, name: 'server-busy', form: fault.form });
		const response = await call(emulator, method, hi);
		assert.equal(response.status, 200);
		return response.text();
	};
	assert.match(await after({ form: 'bare' }, sse), /^data: \{.*\}\r\n\r\n\{"error": \{"code": 503,.*\r\n\r\n$/);
	assert.match(await after({ form: 'data' }, sse), /^data: \{.*\}\r\n\r\ndata: \{"error": \{"code": 503,.*\r\n\r\n$/);
	const elements = JSON.parse(await after({ form: 'data' }, 'streamGenerateContent')) as object[];
	assert.deepEqual(
		elements.map((element) => 'error' in element),
		[false, true],
	);
});

test('characters cut between writes arrive whole once they are put together', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.failNext({ kind: 'split-characters' });
	const { text, pieces } = await readAll(await call(emulator, sse, userSays('日本 🔑')));
	assert.match(eventsOf(text).map(textOf).join(''), /“日本 🔑”/);
	// A piece that ends in the first byte of a character is a cut one.
	assert.ok(pieces.some((piece) => (piece.at(-1) ?? 0) >= 0xc0));
});

test('answers that are none come with 200, streamed or not', async (t) => {
	const emulator = await emulatorFor(t);
	const whole = async (name: Extract<Fault, { kind: 'answer' }>['name']) => {
		emulator.failNext({ kind: 'answer', name });
		const response = await call(emulator, 'generateContent', hi);
		assert.equal(response.status, 200);
		return (await response.json()) as Answer;
	};
	assert.equal((await whole('prompt-blocked')).promptFeedback?.blockReason, 'PROHIBITED_CONTENT');
	assert.deepEqual(
		(await whole('prompt-blocked-safety')).promptFeedback?.safetyRatings?.filter(({ blocked }) => blocked),
		[{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH', blocked: true }],
	);
	const thought = await whole('thinking-truncated');
	assert.equal(thought.candidates?.[0]?.finishReason, 'MAX_TOKENS');
	assert.equal(textOf(thought), '');
	const { promptTokenCount = 0, thoughtsTokenCount, totalTokenCount } = thought.usageMetadata ?? {};
	assert.equal(thoughtsTokenCount, 1021);
	assert.equal(totalTokenCount, promptTokenCount + 1021);
	const blocked = await whole('answer-blocked');
	assert.equal(blocked.candidates?.[0]?.finishReason, 'SAFETY');
	assert.match(textOf(blocked), /^Hello/);
	assert.equal((await whole('malformed-function-call')).candidates?.[0]?.finishReason, 'MALFORMED_FUNCTION_CALL');
	assert.equal((await whole('no-finish-reason')).candidates?.[0]?.finishReason, undefined);
	emulator.failNext({ kind: 'answer', name: 'empty-stream' });
	assert.equal(await (await call(emulator, sse, hi)).text(), '');
});

test('a fault may wait for a preflight, but only when it says so', async (t) => {
	const emulator = await emulatorFor(t);
	const preflight = async () => (await fetch(`${emulator.origin}/v1beta/models`, { method: 'OPTIONS' })).status;
	emulator.failNext({ kind: 'error', name: 'internal' });
	assert.equal(await preflight(), 200);
	emulator.failNext({ kind: 'error', name: 'server-busy', match: { method: 'OPTIONS' } });
	assert.equal(await preflight(), 503);
});
