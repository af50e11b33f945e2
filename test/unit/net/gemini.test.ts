import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { apiKeyCredential } from '../../../src/core/credentials/apiKey.ts';
import { checkCredential, checkOf } from '../../../src/core/credentials/checkCredential.ts';
import type { Cause } from '../../../src/core/errors/cause.ts';
import { countTokens, listModels } from '../../../src/core/gemini/calls.ts';
import { fallbackModel } from '../../../src/core/gemini/models.ts';
import { streamAnswer } from '../../../src/core/gemini/streamAnswer.ts';
import { readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import type { Caller } from '../../../src/core/http/exchange.ts';
import type { CheckState } from '../../../src/core/profiles/profile.ts';
import { FetchTransport } from '../../../src/net/fetchTransport.ts';
import { type Emulator, type Fault, startEmulator } from '../../emulator/emulator.ts';
import { ManualClock } from '../../fakes/manualClock.ts';

// The product's own calls, over real sockets, against the emulator.

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());
beforeEach(() => emulator.clearFaults());

const clock = new ManualClock();

function callerWith(key: string, signal = new AbortController().signal): Caller {
	const door = readEmulatorDoor({ 'generativelanguage.googleapis.com': emulator.origin });
	const transport = new FetchTransport({ emulatorDoor: () => door, silenceLimit: () => 1000 }, clock);
	return { transport, credential: apiKeyCredential(key), signal };
}

async function ask(caller: Caller, prompt = 'Hello') {
	let text = '';
	let total = 0;
	const outcome = await streamAnswer(
		caller,
		{ model: fallbackModel, prompt },
		{
			text: (more) => {
				text += more;
			},
			usage: (usage) => {
				total = usage.total;
			},
		},
	);
	return { outcome, text, total };
}

test('models are listed, and those that cannot generate are left out', async () => {
	const outcome = await listModels(callerWith(emulator.keys.valid));
	assert.ok(outcome.kind === 'answered');
	const ids = outcome.value.map(({ id }) => id);
	assert.ok(ids.includes(fallbackModel));
	assert.ok(!ids.some((id) => id.includes('embedding')));
});

test('tokens are counted', async () => {
	const outcome = await countTokens(callerWith(emulator.keys.validAuth), { model: fallbackModel, prompt: 'one two' });
	assert.ok(outcome.kind === 'answered' && outcome.value > 0);
});

test('a prompt is answered with the text and the tokens that Google counted', async () => {
	const { outcome, text, total } = await ask(callerWith(emulator.keys.valid));
	assert.equal(outcome.kind, 'answered');
	assert.match(text, /Hello/);
	assert.ok(total > 0);
	const call = emulator.calls.at(-1);
	assert.deepEqual(
		call?.credentials.map(({ kind }) => kind),
		['header-key'],
	);
	assert.deepEqual(call?.queryNames, ['alt']);
});

const keyStates: readonly (readonly [keyof Emulator['keys'], Cause, CheckState])[] = [
	['expired', 'api-key-expired', 'rejected'],
	['leaked', 'api-key-leaked', 'rejected'],
	['serviceBlocked', 'api-key-service-blocked', 'rejected'],
	['referrerBlocked', 'api-key-referrer-blocked', 'rejected'],
	['suspended', 'project-blocked', 'rejected'],
	['projectDenied', 'project-blocked', 'rejected'],
	['apiDisabled', 'api-disabled', 'rejected'],
];
for (const [name, cause, state] of keyStates) {
	test(`a key that is ${name} is ${cause}, and not in what is known of it`, async () => {
		const key = emulator.keys[name];
		const outcome = await checkCredential(callerWith(key));
		assert.ok(outcome.kind === 'failed');
		assert.equal(outcome.failure.cause, cause);
		assert.equal(checkOf(outcome, 7).state, state);
		assert.ok(!JSON.stringify(outcome).includes(key));
	});
}

test('a key that does not exist is not valid, with its details', async () => {
	const outcome = await checkCredential(callerWith('AIza-no-such-key'));
	assert.ok(outcome.kind === 'failed');
	assert.equal(outcome.failure.cause, 'api-key-invalid');
	assert.equal(outcome.failure.httpStatus, 400);
	assert.deepEqual(
		outcome.failure.error?.details.map((detail) => detail['@type']),
		['type.googleapis.com/google.rpc.ErrorInfo', 'type.googleapis.com/google.rpc.LocalizedMessage'],
	);
});

const faults: readonly (readonly [Fault, Cause, CheckState])[] = [
	[{ kind: 'error', name: 'quota-minute' }, 'rate-limited', 'unverified'],
	[{ kind: 'error', name: 'server-busy' }, 'server-busy', 'unverified'],
	[{ kind: 'page', page: 'google-502' }, 'server-error', 'unverified'],
	[{ kind: 'page', page: 'proxy-403' }, 'proxy', 'offline'],
	[{ kind: 'page', page: 'proxy-407' }, 'proxy', 'offline'],
	[{ kind: 'redirect', location: 'https://login.example/' }, 'proxy', 'offline'],
	[{ kind: 'close' }, 'network-unreachable', 'offline'],
	[{ kind: 'respond', status: 200, body: '<!doctype html>Welcome to the Wi-Fi' }, 'proxy', 'offline'],
	[{ kind: 'respond', status: 200, body: '{"models":"none"}' }, 'unknown', 'unverified'],
];
for (const [fault, cause, state] of faults) {
	test(`${JSON.stringify(fault)} is ${cause} and leaves the key ${state}`, async () => {
		emulator.failNext(fault);
		const outcome = await checkCredential(callerWith(emulator.keys.valid));
		assert.ok(outcome.kind === 'failed');
		assert.equal(outcome.failure.cause, cause);
		assert.equal(checkOf(outcome, 7).state, state);
	});
}

const streamFaults: readonly (readonly [Fault, Cause])[] = [
	[{ kind: 'close-mid-stream', afterChunks: 2 }, 'answer-incomplete'],
	[{ kind: 'stream-error', afterChunks: 2, name: 'server-busy', form: 'bare' }, 'server-busy'],
	[{ kind: 'stream-error', afterChunks: 2, name: 'internal', form: 'data' }, 'server-error'],
	[{ kind: 'answer', name: 'no-finish-reason' }, 'answer-incomplete'],
	[{ kind: 'answer', name: 'answer-blocked' }, 'answer-blocked'],
];
for (const [fault, cause] of streamFaults) {
	test(`${JSON.stringify(fault)} is ${cause}, and what came before it is kept`, async () => {
		emulator.failNext(fault);
		const { outcome, text } = await ask(callerWith(emulator.keys.valid));
		assert.equal(outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind, cause);
		assert.notEqual(text, '');
	});
}

test('characters cut between two packets arrive whole', async () => {
	emulator.failNext({ kind: 'split-characters' });
	const { outcome, text } = await ask(callerWith(emulator.keys.valid), 'Grüße 😀 日本');
	assert.equal(outcome.kind, 'answered');
	assert.match(text, /Grüße 😀 日本/);
	assert.doesNotMatch(text, /\ufffd/);
});

test('stop reaches the server, which stops generating', async () => {
	const controller = new AbortController();
	emulator.failNext({ kind: 'stall-mid-stream', afterChunks: 1 });
	const caller = callerWith(emulator.keys.valid, controller.signal);
	const sink = { text: () => controller.abort(), usage: () => undefined };
	const outcome = await streamAnswer(caller, { model: fallbackModel, prompt: 'Hello' }, sink);
	assert.equal(outcome.kind, 'cancelled');
	while (emulator.calls.at(-1)?.outcome === 'open') {
		await new Promise(setImmediate);
	}
	assert.equal(emulator.calls.at(-1)?.outcome, 'closed-by-client');
});

test('a server that never answers is out of time', async () => {
	emulator.failNext({ kind: 'hang' });
	const asked = ask(callerWith(emulator.keys.valid));
	const before = emulator.calls.length;
	while (emulator.calls.length === before) {
		await new Promise(setImmediate);
	}
	clock.advance(1000);
	const { outcome } = await asked;
	assert.equal(outcome.kind === 'failed' && outcome.failure.cause, 'network-timeout');
});
