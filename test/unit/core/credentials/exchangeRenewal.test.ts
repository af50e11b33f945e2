import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Failure } from '../../../../src/core/errors/failure.ts';
import { streamAnswer } from '../../../../src/core/gemini/streamAnswer.ts';
import { type Caller, exchangeJson } from '../../../../src/core/http/exchange.ts';
import { answered, cancelled, failed, type Outcome } from '../../../../src/core/outcome.ts';
import type { Credential } from '../../../../src/core/ports.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { type Script, ScriptedTransport } from '../../../fakes/scriptedTransport.ts';

const host = 'generativelanguage.googleapis.com';
const bearer = (token: string): Credential => ({
	header: 'authorization',
	value: `Bearer ${token}`,
	allowedHosts: [host],
});
const refusal = (code: number, status: string, reason?: string): Script => ({
	status: code,
	chunks: [
		JSON.stringify({
			error: {
				code,
				status,
				message: code === 401 ? 'Request had invalid authentication credentials.' : 'No.',
				details: reason
					? [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com' }]
					: [],
			},
		}),
	],
});
const unauthenticated = refusal(401, 'UNAUTHENTICATED', 'ACCESS_TOKEN_TYPE_UNSUPPORTED');
const expired = refusal(401, 'UNAUTHENTICATED', 'ACCESS_TOKEN_EXPIRED');
const whole: Script = { chunks: ['{"ok":true}'] };

type Renewal = Outcome<Credential>;

/** Asks for a document as somebody with a token does, and moves the clock on whenever something is waited for. */
async function ask(scripts: readonly Script[], renewal: Renewal | undefined = answered(bearer('token-two'))) {
	const transport = new ScriptedTransport(...scripts);
	const clock = new ManualClock();
	let renewals = 0;
	const caller: Caller = {
		transport,
		credential: bearer('token-one'),
		signal: new AbortController().signal,
		context: { credential: 'oauth-user' },
		retry: {
			clock,
			random: { uuid: () => '', fraction: () => 0.5 },
			onWait: ({ delayMs }) => queueMicrotask(() => clock.advance(delayMs)),
		},
		...(renewal
			? {
					renew: async () => {
						renewals++;
						return renewal;
					},
				}
			: {}),
	};
	const request = { method: 'GET', url: `https://${host}/v1beta/models`, headers: {} } as const;
	const outcome = await exchangeJson(caller, request, (json) => (json as { ok?: boolean } | undefined)?.ok);
	return { outcome, renewals, sent: transport.sent.map(({ options }) => options.credential?.value) };
}

const failureOf = (outcome: Outcome<unknown>): Failure => {
	assert.ok(outcome.kind === 'failed', outcome.kind);
	return outcome.failure;
};

describe('a token that is refused as not valid', () => {
	for (const [what, script] of [
		['', refusal(401, 'UNAUTHENTICATED')],
		[' since it has expired', expired],
	] as const) {
		it(`is renewed${what}, and the request sent again with the new one`, async () => {
			const { outcome, renewals, sent } = await ask([script, whole]);
			assert.deepEqual([outcome.kind, renewals], ['answered', 1]);
			assert.deepEqual(sent, ['Bearer token-one', 'Bearer token-two']);
		});
	}

	it('is renewed once; when the new one is refused too the call fails', async () => {
		const { outcome, renewals, sent } = await ask([expired]);
		assert.deepEqual([failureOf(outcome).cause, renewals, sent.length], ['token-invalid', 1, 2]);
		assert.equal(failureOf(outcome).attempts, 2);
	});

	it('is renewed after the server was busy, and a server that is busy then is waited for', async () => {
		const busy = refusal(503, 'UNAVAILABLE');
		const { outcome, renewals, sent } = await ask([busy, expired, busy, whole]);
		assert.deepEqual([outcome.kind, renewals], ['answered', 1]);
		assert.deepEqual(
			sent,
			['one', 'one', 'two', 'two'].map((which) => `Bearer token-${which}`),
		);
	});

	it('is not sent again where there is no other; why not is what the call comes to', async () => {
		const ended = await ask([expired, whole], failed({ cause: 'oauth-refresh-revoked' }));
		assert.deepEqual([failureOf(ended.outcome).cause, ended.sent.length], ['oauth-refresh-revoked', 1]);
		const left = await ask([expired, whole], cancelled);
		assert.deepEqual([left.outcome, left.sent.length], [cancelled, 1]);
	});

	it('is refused for good where nothing can renew it', async () => {
		const transport = new ScriptedTransport(expired);
		const caller: Caller = { transport, credential: bearer('token-one'), signal: new AbortController().signal };
		const request = { method: 'GET', url: `https://${host}/`, headers: {} } as const;
		const outcome = await exchangeJson(caller, request, () => true);
		assert.deepEqual([failureOf(outcome).cause, transport.sent.length], ['token-invalid', 1]);
	});
});

for (const [what, script, cause] of [
	['a scope it lacks', refusal(403, 'PERMISSION_DENIED', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'), 'scope-insufficient'],
	['a project that has not enabled the API', refusal(403, 'PERMISSION_DENIED', 'SERVICE_DISABLED'), 'api-disabled'],
] as const) {
	it(`a token that is refused for ${what} is not renewed`, async () => {
		const { outcome, renewals } = await ask([script, whole]);
		assert.deepEqual([failureOf(outcome).cause, renewals], [cause, 0]);
	});
}

it('a token of a kind that Gemini does not take is renewed no more than once', async () => {
	const { renewals, sent } = await ask([unauthenticated]);
	assert.ok(renewals <= 1 && sent.length <= 2);
});

describe('what a server echoes of the new token', () => {
	it('is cut out of the answer', async () => {
		const text = 'Your token is token-two, is it not?';
		const chunk = { candidates: [{ content: { parts: [{ text }] }, finishReason: 'STOP' }] };
		const stream: Script = { type: 'text/event-stream', chunks: [`data: ${JSON.stringify(chunk)}\n\n`] };
		const told: string[] = [];
		const caller: Caller = {
			transport: new ScriptedTransport(expired, stream),
			credential: bearer('token-one'),
			signal: new AbortController().signal,
			renew: async () => answered(bearer('token-two')),
		};
		const sink = { text: (piece: string) => void told.push(piece), usage: () => undefined };
		assert.equal((await streamAnswer(caller, { model: 'm', prompt: 'p' }, sink)).kind, 'answered');
		assert.equal(told.join(''), 'Your token is [redacted], is it not?');
	});

	it('is cut out of a failure, and of an answer that is none', async () => {
		const error = { error: { code: 403, status: 'PERMISSION_DENIED', message: 'Not with token-two, nor token-two.' } };
		for (const script of [
			{ status: 403, chunks: [JSON.stringify(error)] },
			{ status: 200, chunks: ['<html>token-two</html>'] },
		]) {
			const { outcome } = await ask([expired, script]);
			const failure = failureOf(outcome);
			assert.doesNotMatch(JSON.stringify(failure), /token-two/);
			assert.match(failure.body ?? '', /\[redacted\]/);
		}
	});
});
