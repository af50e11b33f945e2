import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { apiKeyCredential } from '../../../src/core/credentials/apiKey.ts';
import { bearer } from '../../../src/core/credentials/bearer.ts';
import { checkCredential } from '../../../src/core/credentials/checkCredential.ts';
import { countTokens, listModels } from '../../../src/core/gemini/calls.ts';
import type { Draft } from '../../../src/core/gemini/draft.ts';
import { streamAnswer } from '../../../src/core/gemini/streamAnswer.ts';
import type { Target } from '../../../src/core/gemini/target.ts';
import { hostOf, type Place } from '../../../src/core/gemini/targets.ts';
import { readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import type { Caller } from '../../../src/core/http/exchange.ts';
import { FetchTransport } from '../../../src/net/fetchTransport.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { ManualClock } from '../../fakes/manualClock.ts';

// The product's own calls to each kind of target, over real sockets, through the door.

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());
beforeEach(() => emulator.clearFaults());

function transport() {
	const door = readEmulatorDoor({
		'generativelanguage.googleapis.com': emulator.origin,
		'aiplatform.googleapis.com': emulator.origin,
	});
	return new FetchTransport({ emulatorDoor: () => door, silenceLimit: () => 1000 }, new ManualClock());
}

const signal = new AbortController().signal;
const byKey = (place: Place, key = emulator.keys.valid): Caller => ({
	transport: transport(),
	place,
	credential: apiKeyCredential(key, place),
	context: { credential: 'api-key' },
	signal,
});
const byToken = (place: Place): Caller => ({
	transport: transport(),
	place,
	credential: bearer(
		{
			accessToken: emulator.serviceAccounts.giveToken(emulator.serviceAccounts.seeded.runner),
			obtainedAt: 0,
			scopes: [],
		},
		hostOf(place),
	),
	context: { credential: 'access-token' },
	signal,
});
const vertexIn = (location: string, project = 'latchkey-emulator'): Place => ({
	target: { kind: 'vertex', project, location },
});
const openAi: Place = { target: { kind: 'openai' } satisfies Target };

async function ask(caller: Caller, draft: Partial<Draft> = {}) {
	let text = '';
	let usage = '';
	const outcome = await streamAnswer(
		caller,
		{ model: 'gemini-2.5-flash', prompt: 'Where is the key?', ...draft },
		{
			text: (more) => {
				text += more;
			},
			usage: ({ prompt, thoughts, output, total }) => {
				usage = `${prompt}+${thoughts}+${output}=${total}`;
			},
		},
	);
	return { end: outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind, text, usage, outcome };
}

const good: readonly (readonly [what: string, caller: () => Caller, path: RegExp, credential: string])[] = [
	['Vertex AI in a region, by token', () => byToken(vertexIn('us-central1')), /locations\/us-central1\//, 'bearer'],
	['Vertex AI everywhere, by token', () => byToken(vertexIn('global')), /locations\/global\//, 'bearer'],
	[
		'Vertex AI in Europe, by bound key',
		() => byKey(vertexIn('eu'), emulator.keys.validAuth),
		/locations\/eu\//,
		'header-key',
	],
	[
		'express mode',
		() => byKey({ target: { kind: 'vertex-express' } }, emulator.keys.validAuth),
		/^\/v1beta1\/publishers\//,
		'header-key',
	],
	['the endpoint of OpenAI’s kind, by key', () => byKey(openAi), /\/openai\/chat\/completions$/, 'bearer'],
	['the endpoint of OpenAI’s kind, by token', () => byToken(openAi), /\/openai\/chat\/completions$/, 'bearer'],
];
for (const [what, caller, path, credential] of good) {
	test(`${what}: lists, checks and answers, with one credential`, async () => {
		const list = await listModels(caller());
		assert.ok(list.kind === 'answered' && list.value.some(({ id }) => id === 'gemini-2.5-flash'));
		assert.equal((await checkCredential(caller())).kind, 'answered');
		const { end, text, usage } = await ask(caller(), { thinking: 'low', system: 'Be kind.' });
		assert.equal(end, 'answered');
		assert.match(text, /“Where is the key\?”.*“Be kind\.”/s);
		assert.match(usage, /^[1-9]\d*\+[1-9]\d*\+[1-9]\d*=/);
		const [prompt = 0, thoughts = 0, output = 0, total] = usage.split(/[+=]/).map(Number);
		assert.equal(prompt + thoughts + output, total);
		const call = emulator.calls.at(-1);
		assert.match(call?.path ?? '', path);
		assert.deepEqual(
			call?.credentials.map(({ kind }) => kind),
			[credential],
		);
	});
}

test('a location that does not have the model is said, and checks try others before they give up', async () => {
	const caller = byToken(vertexIn('us-central1'));
	assert.equal((await ask(caller, { model: 'gemini-3.8-flash' })).end, 'model-not-found');
	assert.equal((await checkCredential(caller)).kind, 'answered');
	const nowhere = await checkCredential(byToken(vertexIn('moon-central1')));
	assert.equal(nowhere.kind === 'failed' && nowhere.failure.cause, 'model-not-found');
});

const bad: readonly (readonly [what: string, caller: () => Caller, cause: string])[] = [
	['a standard key at Vertex AI', () => byKey(vertexIn('global')), 'api-key-not-accepted'],
	['a project of somebody else', () => byToken(vertexIn('global', 'latchkey-emulator-two')), 'permission-denied'],
	['a project that is not there', () => byToken(vertexIn('global', 'nobody-has-this')), 'project-invalid'],
	['a key that is none, where OpenAI’s terms are spoken', () => byKey(openAi, 'AQ.nobody'), 'api-key-invalid'],
];
for (const [what, caller, cause] of bad) {
	test(`${what} is ${cause}`, async () => {
		assert.equal((await ask(caller())).end, cause);
	});
}

const trouble: readonly (readonly [fault: Parameters<Emulator['failNext']>[0], cause: string])[] = [
	[{ kind: 'answer', name: 'answer-truncated' }, 'answer-truncated'],
	[{ kind: 'answer', name: 'answer-blocked' }, 'answer-blocked'],
	[{ kind: 'answer', name: 'no-finish-reason' }, 'answer-incomplete'],
	[{ kind: 'answer', name: 'empty-stream' }, 'answer-incomplete'],
	[{ kind: 'stream-error', afterChunks: 2, name: 'internal', form: 'data' }, 'server-error'],
	[{ kind: 'close-mid-stream', afterChunks: 2 }, 'answer-incomplete'],
	[{ kind: 'error', name: 'quota-daily' }, 'quota-exhausted'],
];
for (const [fault, cause] of trouble) {
	test(`in OpenAI’s terms ${JSON.stringify(fault)} is ${cause}`, async () => {
		const [open, plain] = [byKey(openAi), byKey({})];
		emulator.failNext(fault);
		assert.equal((await ask(open)).end, cause);
		emulator.failNext(fault);
		assert.equal((await ask(plain)).end, cause, 'the same as in Gemini’s own');
	});
}

test('where OpenAI’s terms are spoken nobody is asked to count', async () => {
	const before = emulator.calls.length;
	const counted = await countTokens(byKey(openAi), { model: 'gemini-2.5-flash', prompt: 'Hi' });
	assert.equal(counted.kind === 'failed' && counted.failure.cause, 'unsupported');
	assert.equal(emulator.calls.length, before);
});

test('a person’s list at Vertex AI names the project, and nothing else does', async () => {
	const caller = { ...byToken(vertexIn('global')), listedFor: 'latchkey-emulator' };
	assert.equal((await checkCredential(caller)).kind, 'answered');
	const [list, count] = emulator.calls.slice(-2);
	const namesProject = (call: typeof list) => call?.headerNames.includes('x-goog-user-project');
	assert.deepEqual([namesProject(list), namesProject(count)], [true, false]);
});
