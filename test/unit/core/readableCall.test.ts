import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKeyCredential } from '../../../src/core/credentials/apiKey.ts';
import { CallRecord } from '../../../src/core/panel/callRecord.ts';
import { readableCall } from '../../../src/core/panel/readableCall.ts';
import type { HttpRequest, HttpResponse } from '../../../src/core/ports.ts';
import { TransportFault } from '../../../src/core/transportFault.ts';
import { ManualClock } from '../../fakes/manualClock.ts';

const key = 'marker-key-0123456789';
const host = 'generativelanguage.googleapis.com';
const asked: HttpRequest = {
	method: 'POST',
	url: `https://${host}/v1beta/models/m:streamGenerateContent?alt=sse`,
	headers: { 'content-type': 'application/json' },
	body: '{"contents":[]}',
};
const events = (texts: readonly string[]) => texts.map((text) => `data: ${text}\n\n`).join('');

/** What a person sees of a call that was sent so and answered so. */
async function seen(
	body: string | readonly Uint8Array[],
	{ type = 'text/event-stream', headers = {}, request = asked, credential = apiKeyCredential(key) } = {},
) {
	const clock = new ManualClock();
	const record = new CallRecord(clock);
	clock.advance(5);
	record.mark('credential');
	const transport = record.over({
		send: async (): Promise<HttpResponse> => {
			clock.advance(40);
			return {
				status: 200,
				headers: { 'content-type': type, ...headers },
				body: (async function* () {
					clock.advance(10);
					yield* typeof body === 'string' ? [new TextEncoder().encode(body)] : body;
				})(),
			};
		},
	});
	const response = await transport.send(request, { credential, signal: new AbortController().signal });
	let read = 0;
	for await (const chunk of response.body) {
		read += chunk.length;
	}
	record.mark('ended');
	return { details: readableCall(record), read, record };
}

test('a call is shown as it was sent, with its credential named and cut out', async () => {
	const { details } = await seen(events(['{"a":1}', '{"b":2}']), { headers: { server: 'scaffolding' } });
	assert.deepEqual(details.request, {
		method: 'POST',
		url: asked.url,
		headers: [
			{ name: 'content-type', value: 'application/json' },
			{ name: 'x-goog-api-key', value: '[redacted]' },
		],
		body: '{\n  "contents": []\n}',
	});
	assert.deepEqual(details.response, {
		status: 200,
		headers: [
			{ name: 'content-type', value: 'text/event-stream' },
			{ name: 'server', value: 'scaffolding' },
		],
		pieces: ['{"a":1}', '{"b":2}'],
		bytes: 30,
	});
	assert.deepEqual(
		details.timeline.map(({ label, ms }) => `${ms} ${label}`),
		[
			'0 Send pressed',
			'5 Credential at hand',
			'5 Request sent',
			'45 Response headers (200)',
			'55 First byte',
			'55 End',
		],
	);
});

test('of an access token the scheme is shown', async () => {
	const credential = { header: 'authorization', value: `Bearer ${key}`, allowedHosts: [host] } as const;
	const { details } = await seen('', { credential } as object);
	assert.deepEqual(details.request?.headers.at(-1), { name: 'authorization', value: 'Bearer [redacted]' });
});

test('files in a request are named by their size', async () => {
	const part = { inlineData: { mimeType: 'image/png', data: 'A'.repeat(400_000) } };
	const { details } = await seen('', {
		request: { ...asked, body: JSON.stringify({ contents: [{ parts: [part, { text: 'A'.repeat(400) }] }] }) },
	});
	assert.ok(details.request?.body.includes('"data": "[300 KB as base64]"'));
	assert.ok(details.request?.body.includes('A'.repeat(400)));
});

test('the secret is nowhere in what is shown, whoever put it there and however it is written', async () => {
	const escaped = [...key].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
	const answers = [`{"text":"x ${key}"}`, `{"text":"${escaped}"}`, `not json ${key}`, `{"${key}":[{"a":"${key}"}]}`];
	for (const type of ['text/event-stream', 'application/json', 'text/html']) {
		const { details } = await seen(type === 'text/event-stream' ? events(answers) : (answers[1] ?? ''), {
			type,
			headers: { 'set-cookie': 'NID=abcdef', 'x-echo': `key=${key}`, [key]: 'x' },
			request: {
				...asked,
				url: `${asked.url}&key=${key}`,
				body: JSON.stringify({ text: key }),
				headers: { 'x-mine': key },
			},
		});
		const all = JSON.stringify(details);
		for (const secret of [key, 'abcdef', 'u006d']) {
			assert.ok(!all.includes(secret), `${secret} in ${all}`);
		}
	}
});

test('a long stream is shown from its beginning and its end, each event cut', async () => {
	const all = Array.from({ length: 400 }, (_, n) => JSON.stringify({ n, text: 'x'.repeat(n === 0 ? 5_000 : 10) }));
	const { details } = await seen(events(all));
	const { pieces = [], gap } = details.response ?? {};
	assert.equal(pieces.length, 250);
	assert.deepEqual(gap, { after: 200, words: '150 more events between' });
	assert.equal(pieces[0]?.length, 2049);
	assert.equal(pieces[200], all[350]);
	assert.equal(pieces.at(-1), all.at(-1));
});

test('of a stream of many megabytes little is kept, and all of it is read', async () => {
	const event = new TextEncoder().encode(events([`{"text":"${'é'.repeat(30_000)}"}`]));
	const { details, read, record } = await seen(Array.from({ length: 500 }, () => event));
	assert.equal(read, 500 * event.length);
	const { pieces = [], gap, bytes } = details.response ?? {};
	assert.equal(bytes, read);
	assert.match(gap?.words ?? '', /^Not kept: \d+\.\d MB between$/);
	assert.ok(gap && gap.after === pieces.length - 1, JSON.stringify(gap));
	assert.ok(pieces.every((piece) => piece.startsWith('{"text":"é')));
	const kept = [...record.body.beginning, ...record.body.end].reduce((sum, { length }) => sum + length, 0);
	assert.ok(kept < 800_000, `${kept}`);
});

test('one chunk that is larger than all that is kept is kept by its ends', async () => {
	const body = `{"text":"${'x'.repeat(3_000_000)}"}`;
	const { details } = await seen(body, { type: 'text/plain' });
	assert.equal(details.response?.bytes, body.length);
	assert.ok((details.response?.pieces[0]?.length ?? 0) <= 262_145);
});

test('of several attempts the latest is shown, and each stands in the timeline', async () => {
	const clock = new ManualClock();
	const record = new CallRecord(clock);
	const answers = [503, 200];
	const transport = record.over({
		send: async (): Promise<HttpResponse> => ({
			status: answers.shift() ?? 0,
			headers: {},
			body: (async function* () {})(),
		}),
	});
	for (const secret of ['first-secret-key', 'second-secret-key']) {
		const echo = { ...asked, headers: { 'x-echo': 'first-secret-key second-secret-key' } };
		await transport.send(echo, { credential: apiKeyCredential(secret), signal: new AbortController().signal });
	}
	const details = readableCall(record);
	assert.equal(details.response?.status, 200);
	assert.equal(details.request?.headers[0]?.value, '[redacted] [redacted]');
	assert.deepEqual(
		details.timeline.map(({ label }) => label),
		[
			'Send pressed',
			'Request sent (attempt 1)',
			'Response headers (503)',
			'Request sent (attempt 2)',
			'Response headers (200)',
		],
	);
});

test('a request that had no response is shown all the same, and one that was never sent is not', async () => {
	const record = new CallRecord(new ManualClock());
	assert.deepEqual(Object.keys(readableCall(record)), ['timeline']);
	const fault = new TransportFault('unreachable', host);
	const transport = record.over({ send: () => Promise.reject(fault) });
	await assert.rejects(transport.send(asked, { signal: new AbortController().signal }), fault);
	const { request, response, timeline } = readableCall(record);
	assert.equal(request?.body, '{\n  "contents": []\n}');
	assert.equal(response, undefined);
	assert.equal(timeline.at(-1)?.label, 'Connection failed');
});

test('whoever stops reading stops the transport too', async () => {
	const record = new CallRecord(new ManualClock());
	let closed = false;
	const transport = record.over({
		send: async (): Promise<HttpResponse> => ({
			status: 200,
			headers: {},
			body: (async function* () {
				try {
					yield new Uint8Array(1);
					yield new Uint8Array(1);
				} finally {
					closed = true;
				}
			})(),
		}),
	});
	const { body } = await transport.send(asked, { signal: new AbortController().signal });
	for await (const _ of body) {
		break;
	}
	assert.ok(closed);
});
