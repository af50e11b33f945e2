import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { apiKeyCredential } from '../../../src/core/credentials/apiKey.ts';
import { askForText, modelFor, tokensOf } from '../../../src/core/editor/ask.ts';
import { ModelLists } from '../../../src/core/gemini/modelLists.ts';
import { fallbackModel } from '../../../src/core/gemini/models.ts';
import { readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import { answered, failed } from '../../../src/core/outcome.ts';
import type { AskPorts } from '../../../src/core/panel/askModel.ts';
import type { Check, Profile } from '../../../src/core/profiles/profile.ts';
import { FetchTransport } from '../../../src/net/fetchTransport.ts';
import { until } from '../../bed/until.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { RecordingAudit } from '../../fakes/recordingAudit.ts';
import { aProfile } from '../core/aProfile.ts';

// What an editor asks, over real sockets, against the emulator.

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());
beforeEach(() => emulator.clearFaults());

const draft = { model: fallbackModel, prompt: 'Hello', system: 'Be brief.' };

function setUp({ key = emulator.keys.valid, isFree = true }: { key?: string; isFree?: boolean } = {}) {
	const clock = new ManualClock();
	const audit = new RecordingAudit();
	const door = readEmulatorDoor({ 'generativelanguage.googleapis.com': emulator.origin });
	const transport = new FetchTransport({ emulatorDoor: () => door, silenceLimit: () => 60_000 }, clock);
	const used: Profile[] = [];
	const counted: Parameters<AskPorts['recordUsage']>[0][] = [];
	const checks: Check[] = [];
	const ports: AskPorts & Parameters<typeof modelFor>[0] = {
		callerFor: async (_, signal) => answered({ transport, credential: apiKeyCredential(key), signal }),
		isFreeToUse: () => isFree,
		inTurn: (_, __, work) => work(),
		recordUsage: (call) => void counted.push(call),
		recordUse: (profile) => void used.push(profile),
		recordCheck: (_, check) => void checks.push(check),
		models: new ModelLists(clock),
		audit,
		clock,
	};
	return { ports, audit, used, checks, counted };
}

const never = () => new AbortController().signal;

test('an answer comes as its whole text, and its use is recorded', async () => {
	const { ports, audit, used, checks, counted } = setUp();
	const outcome = await askForText(ports, aProfile(), draft, never());
	assert.ok(outcome.kind === 'answered');
	assert.deepEqual(
		counted.map(({ profileId, model, attempts, failures }) => ({ profileId, model, attempts, failures })),
		[{ profileId: 'p', model: 'gemini-3.8-flash', attempts: 1, failures: [] }],
	);
	assert.ok((counted[0]?.usage?.prompt ?? 0) > 0);
	assert.match(outcome.value, /You wrote: “Hello”.*My instruction is: “Be brief.”.*longer answer\.$/);
	assert.deepEqual(audit.events, [
		{
			type: 'credential-used',
			purpose: 'streamGenerateContent',
			result: 'answered',
			profileId: 'p',
			profileName: 'Work',
		},
	]);
	assert.equal(used.length, 1);
	assert.deepEqual(
		checks.map(({ state }) => state),
		['valid'],
	);
});

test('of an answer that breaks off nothing is handed out', async () => {
	const { ports, audit } = setUp();
	emulator.failNext({ kind: 'close-mid-stream', afterChunks: 2 });
	const outcome = await askForText(ports, aProfile(), draft, never());
	assert.equal(outcome.kind, 'failed');
	assert.ok(!('value' in outcome));
	assert.equal(audit.events.length, 1);
	assert.ok((emulator.calls.at(-1)?.chunksSent ?? 0) > 0);
});

test('cancelling closes the connection, and nothing is handed out', async () => {
	const { ports, checks } = setUp();
	emulator.failNext({ kind: 'stall-mid-stream', afterChunks: 2 });
	const before = emulator.calls.length;
	const call = () => emulator.calls[before];
	const calling = new AbortController();
	const asked = askForText(ports, aProfile(), draft, calling.signal);
	await until('a part of the answer', () => (call()?.chunksSent ?? 0) >= 2);
	calling.abort();
	assert.deepEqual(await asked, { kind: 'cancelled' });
	await until('the end of the call', () => call()?.outcome === 'closed-by-client');
	assert.deepEqual(checks, []);
});

test('a refused key is a failure of its cause, and noted', async () => {
	const { ports, checks } = setUp({ key: emulator.keys.leaked });
	const outcome = await askForText(ports, aProfile(), draft, never());
	assert.ok(outcome.kind === 'failed');
	assert.equal(outcome.failure.cause, 'api-key-leaked');
	assert.deepEqual(
		checks.map(({ state, cause }) => [state, cause]),
		[['rejected', 'api-key-leaked']],
	);
});

test('a secret that cannot be read is a failure, and no use', async () => {
	const { ports, audit, used } = setUp();
	const outcome = await askForText(
		{ ...ports, callerFor: async () => failed({ cause: 'secret-missing' }) },
		aProfile(),
		draft,
		never(),
	);
	assert.ok(outcome.kind === 'failed');
	assert.equal(outcome.failure.cause, 'secret-missing');
	assert.deepEqual([audit.events, used], [[], []]);
});

test('the model is the one a panel would propose; nothing is asked with a profile that is not free to use', async () => {
	assert.equal(await modelFor(setUp().ports, aProfile(), never()), fallbackModel);
	assert.match(emulator.calls.at(-1)?.path ?? '', /\/models$/);
	const calls = emulator.calls.length;
	assert.equal(await modelFor(setUp({ isFree: false }).ports, aProfile({ isProtected: true }), never()), fallbackModel);
	assert.equal(emulator.calls.length, calls);
});

test('tokens are counted by Gemini, and unknown where it cannot be asked', async () => {
	const counted = await tokensOf(setUp().ports, aProfile(), draft, never());
	assert.ok(counted !== undefined && counted > 0);
	assert.match(emulator.calls.at(-1)?.path ?? '', /:countTokens$/);
	assert.equal(await tokensOf(setUp({ key: emulator.keys.expired }).ports, aProfile(), draft, never()), undefined);
	emulator.failNext({ kind: 'respond', status: 200, body: '{"totalTokens":"many"}' });
	assert.equal(await tokensOf(setUp().ports, aProfile(), draft, never()), undefined);
});
