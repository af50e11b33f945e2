import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKeyCredential } from '../../../src/core/credentials/apiKey.ts';
import { streamAnswer } from '../../../src/core/gemini/streamAnswer.ts';
import type { Caller, Waiting } from '../../../src/core/http/exchange.ts';
import { TransportFault } from '../../../src/core/transportFault.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { type Script, ScriptedTransport } from '../../fakes/scriptedTransport.ts';

const host = 'generativelanguage.googleapis.com';
const refusal = (code: number, status: string, ...details: object[]): Script => ({
	status: code,
	chunks: [JSON.stringify({ error: { code, status, message: 'no', details } })],
});
const busy = refusal(503, 'UNAVAILABLE');
const whole: Script = {
	type: 'text/event-stream',
	chunks: [
		`data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text: 'Good day' }] }, finishReason: 'STOP' }] })}\n\n`,
	],
};
const begun: Script = {
	type: 'text/event-stream',
	chunks: [
		`data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text: 'Good' }] } }] })}\n\n`,
		'{"error":{"code":503,"message":"overloaded","status":"UNAVAILABLE"}}\n',
	],
};

/** Sends one prompt, and moves the clock on whenever something is waited for. */
async function send(...scripts: Script[]) {
	const transport = new ScriptedTransport(...scripts);
	const clock = new ManualClock();
	const controller = new AbortController();
	const waits: Waiting[] = [];
	const told: string[] = [];
	const caller: Caller = {
		transport,
		credential: apiKeyCredential('k'),
		signal: controller.signal,
		retry: {
			clock,
			random: { uuid: () => '', fraction: () => 0.5 },
			onWait: (waiting) => {
				waits.push(waiting);
				queueMicrotask(() => (waits.length > 9 ? controller.abort() : clock.advance(waiting.delayMs)));
			},
		},
	};
	const sink = { text: (text: string) => void told.push(text), usage: () => undefined };
	const outcome = await streamAnswer(caller, { model: 'm', prompt: 'p' }, sink);
	return {
		outcome,
		waits: waits.map(({ attempts, delayMs }) => [attempts, delayMs]),
		sent: transport.sent.length,
		told,
	};
}

test('a busy server is asked again, and answers', async () => {
	const { outcome, waits, told } = await send(busy, busy, whole);
	assert.equal(outcome.kind, 'answered');
	assert.deepEqual(waits, [
		[1, 1_000],
		[2, 2_000],
	]);
	assert.deepEqual(told, ['Good day']);
});

test('after four attempts the failure says so', async () => {
	const { outcome, sent } = await send(busy);
	assert.equal(sent, 4);
	assert.ok(outcome.kind === 'failed');
	assert.deepEqual([outcome.failure.cause, outcome.failure.attempts], ['server-busy', 4]);
});

test('the server’s own delay is obeyed', async () => {
	const delay = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '8.5s' };
	const quota = {
		'@type': 'type.googleapis.com/google.rpc.QuotaFailure',
		violations: [{ quotaId: 'RequestsPerMinute' }],
	};
	const { waits } = await send(refusal(429, 'RESOURCE_EXHAUSTED', quota, delay), whole);
	assert.deepEqual(waits, [[1, 9_000]]);
});

for (const [what, script] of [
	[
		'a wrong key',
		refusal(400, 'INVALID_ARGUMENT', { '@type': 'google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: '' }),
	],
	['a certificate nobody trusts', new TransportFault('tls', host, 'CERT_HAS_EXPIRED')],
	['an answer that had begun', begun],
] as const) {
	test(`${what} is not tried again`, async () => {
		const { sent, outcome } = await send(script, whole);
		assert.equal(sent, 1);
		assert.equal(outcome.kind, 'failed');
	});
}

test('a connection that breaks before the answer is made anew', async () => {
	const { outcome, sent } = await send(new TransportFault('unreachable', host, 'ECONNRESET'), whole);
	assert.deepEqual([outcome.kind, sent], ['answered', 2]);
});

test('half of an error says what the whole would have', async () => {
	const half =
		'{"error":{"code":403,"message":"off","details":[{"@type":"google.rpc.ErrorInfo","reason":"SERVICE_DISABLED","domain":"googleapis.com"';
	const { outcome } = await send({
		status: 403,
		chunks: [half, new TransportFault('unreachable', host, 'ECONNRESET')],
	});
	assert.equal(outcome.kind === 'failed' && outcome.failure.cause, 'api-disabled');
});

test('whoever stops while it waits is not held up', async () => {
	const controller = new AbortController();
	const clock = new ManualClock();
	const outcome = streamAnswer(
		{
			transport: new ScriptedTransport(busy),
			credential: apiKeyCredential('k'),
			signal: controller.signal,
			retry: {
				clock,
				random: { uuid: () => '', fraction: () => 0.5 },
				onWait: () => queueMicrotask(() => controller.abort()),
			},
		},
		{ model: 'm', prompt: 'p' },
		{ text: () => undefined, usage: () => undefined },
	);
	assert.deepEqual(await outcome, { kind: 'cancelled' });
});
