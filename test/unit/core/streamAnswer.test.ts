import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKeyCredential } from '../../../src/core/credentials/apiKey.ts';
import type { Cause } from '../../../src/core/errors/cause.ts';
import { streamAnswer } from '../../../src/core/gemini/streamAnswer.ts';
import { TransportFault } from '../../../src/core/transportFault.ts';
import { type Script, ScriptedTransport } from '../../fakes/scriptedTransport.ts';

const host = 'generativelanguage.googleapis.com';
const type = 'text/event-stream';
const part = (text: string, rest: object = {}) =>
	`data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text }] }, ...rest }] })}\r\n\r\n`;
const stop = { finishReason: 'STOP' };

async function run(script: Script, controller = new AbortController()) {
	const transport = new ScriptedTransport(script);
	let text = '';
	const usages: unknown[] = [];
	const outcome = await streamAnswer(
		{ transport, credential: apiKeyCredential('the-key'), signal: controller.signal },
		{ model: 'models/gemini x', prompt: 'Hi' },
		{ text: (more) => (text += more), usage: (usage) => usages.push(usage) },
	);
	return { outcome, text, usages, transport };
}

test('an answer arrives in order and whole', async () => {
	const { outcome, text, transport } = await run({ type, chunks: [part('Good '), part('day', stop)] });
	assert.equal(outcome.kind, 'answered');
	assert.equal(text, 'Good day');
	const [sent] = transport.sent;
	assert.equal(sent?.request.url, `https://${host}/v1beta/models/gemini%20x:streamGenerateContent?alt=sse`);
	assert.deepEqual(JSON.parse(sent?.request.body ?? ''), { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] });
	assert.ok(!JSON.stringify(sent?.request).includes('the-key'));
});

test('thoughts are no part of the text', async () => {
	const thought = `data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text: 'hm', thought: true }] } }] })}\n\n`;
	assert.equal((await run({ type, chunks: [thought, part('Yes', stop)] })).text, 'Yes');
});

test('usage is told as it grows', async () => {
	const usage = { usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 5, totalTokenCount: 8 } };
	const { usages } = await run({ type, chunks: [`data: ${JSON.stringify(usage)}\n\n`, part('x', stop)] });
	assert.deepEqual(usages, [{ prompt: 3, cached: 0, toolUse: 0, thoughts: 0, output: 5, total: 8 }]);
});

const busy = { error: { code: 503, message: 'The service is currently unavailable.', status: 'UNAVAILABLE' } };
const reset = new TransportFault('unreachable', host, 'ECONNRESET');
const failures: readonly (readonly [what: string, script: Script, cause: Cause, kept: string])[] = [
	['an error as bare JSON mid-stream', { type, chunks: [part('Half'), JSON.stringify(busy)] }, 'server-busy', 'Half'],
	[
		'an error as an event mid-stream',
		{ type, chunks: [part('Half'), `data: ${JSON.stringify(busy)}\n\n`] },
		'server-busy',
		'Half',
	],
	['a cut connection', { type, chunks: [part('Half'), reset] }, 'answer-incomplete', 'Half'],
	['a connection that never came', reset, 'network-unreachable', ''],
	[
		'a stream that ends within an event',
		{ type, chunks: [part('Half'), 'data: {"candi'] },
		'answer-incomplete',
		'Half',
	],
	['a stream that ends without a reason', { type, chunks: [part('Half')] }, 'answer-incomplete', 'Half'],
	['an empty stream', { type, chunks: [] }, 'answer-incomplete', ''],
	[
		'silence in the middle',
		{ type, chunks: [part('Half'), new TransportFault('timeout', host)] },
		'network-timeout',
		'Half',
	],
	['the output limit', { type, chunks: [part('Half', { finishReason: 'MAX_TOKENS' })] }, 'answer-truncated', 'Half'],
	['a filter', { type, chunks: [part('Half', { finishReason: 'SAFETY' })] }, 'answer-blocked', 'Half'],
	['a finish reason nobody knows', { type, chunks: [part('Half', { finishReason: 'NEW' })] }, 'unknown', 'Half'],
	[
		'a refused prompt',
		{ type, chunks: ['data: {"promptFeedback":{"blockReason":"SAFETY"}}\n\n'] },
		'prompt-blocked',
		'',
	],
	['a good end without any text', { type, chunks: [part('', stop)] }, 'answer-malformed', ''],
	['an HTML page', { type: 'text/html', chunks: ['<!doctype html><title>Sign in</title>'] }, 'proxy', ''],
	['JSON instead of events', { chunks: [JSON.stringify([busy])] }, 'server-busy', ''],
	['an error status', { status: 503, chunks: [JSON.stringify(busy)] }, 'server-busy', ''],
];
for (const [what, script, cause, kept] of failures) {
	test(`${what} fails as ${cause} and keeps what came`, async () => {
		const { outcome, text } = await run(script);
		assert.equal(outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind, cause);
		assert.equal(text, kept);
	});
}

test('an aborted call ends as cancelled, not as a failure', async () => {
	const controller = new AbortController();
	controller.abort();
	assert.equal((await run({ type, chunks: [part('x')] }, controller)).outcome.kind, 'cancelled');
});

test('a fault of our own is a failure too, by its name alone', async () => {
	const { outcome } = await run(new TypeError('its text could hold anything'));
	assert.deepEqual(outcome, { kind: 'failed', failure: { cause: 'unknown', host, evidence: 'TypeError' } });
});

test('the key in use is cut out of an answer that echoes it, also across pieces', async () => {
	for (let cut = 1; cut < 'the-key'.length; cut++) {
		const pieces = [`a ${'the-key'.slice(0, cut)}`, `${'the-key'.slice(cut)} b`];
		const { text } = await run({ type, chunks: [part(pieces[0] ?? ''), part(pieces[1] ?? '', stop)] });
		assert.equal(text, 'a [redacted] b');
	}
});

test('a text that only begins like the key arrives whole', async () => {
	const { text } = await run({ type, chunks: [part('see the-ke'), part('ttle and the-', stop)] });
	assert.equal(text, 'see the-kettle and the-');
});

test('the key in use is cut out of a finish reason', async () => {
	const { outcome } = await run({ type, chunks: [part('x', { finishReason: 'the-key' })] });
	assert.ok(!JSON.stringify(outcome).includes('the-key'));
});

test('what becomes of the connection after the answer is whole does not matter', async () => {
	assert.equal((await run({ type, chunks: [part('Whole', stop), reset] })).outcome.kind, 'answered');
	const late = new TransportFault('timeout', host);
	assert.equal((await run({ type, chunks: [part('Whole', stop), late] })).outcome.kind, 'answered');
});

test('an endless answer and an endless line are ended', async () => {
	const text = 'x'.repeat(1_000_000);
	for (const chunk of [part(text), text]) {
		const { outcome } = await run({ type, chunks: Array.from({ length: 40 }, () => chunk) });
		assert.equal(outcome.kind === 'failed' && outcome.failure.evidence, 'longer than 32 MB');
	}
});

for (const word of ['constructor', '__proto__', 'toString']) {
	test(`a finish reason of ${word} is unknown`, async () => {
		const { outcome } = await run({ type, chunks: [part('x', { finishReason: word })] });
		assert.equal(outcome.kind === 'failed' && outcome.failure.cause, 'unknown');
	});
}
