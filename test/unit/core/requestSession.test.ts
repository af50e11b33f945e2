import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKeyCredential } from '../../../src/core/credentials/apiKey.ts';
import { answered, failed, type Outcome } from '../../../src/core/outcome.ts';
import { readFromPage, readToPage, type ToPage } from '../../../src/core/panel/requestProtocol.ts';
import { RequestSession, type SessionPorts } from '../../../src/core/panel/requestSession.ts';
import type { Profile } from '../../../src/core/profiles/profile.ts';
import { RecordingAudit } from '../../fakes/recordingAudit.ts';
import { type Script, ScriptedTransport } from '../../fakes/scriptedTransport.ts';

const profile: Profile = { id: 'p', name: 'Work', method: 'api-key', createdAt: 0 };
const type = 'text/event-stream';
const part = (text: string, rest: object = {}) =>
	`data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text }] }, ...rest }] })}\n\n`;
const whole: Script = { type, chunks: [part('Good '), part('day', { finishReason: 'STOP' })] };

function setUp(script: Script, ports: Partial<SessionPorts> = {}, onPost: (message: ToPage) => void = () => undefined) {
	const posted: ToPage[] = [];
	const audit = new RecordingAudit();
	const transport = new ScriptedTransport(script);
	const session = new RequestSession(
		{
			activeProfile: async () => answered(profile),
			callerFor: async (_, signal) => answered({ transport, credential: apiKeyCredential('k'), signal }),
			listModels: async () =>
				answered([
					{ id: 'one', displayName: 'One' },
					{ id: 'two', displayName: 'Two' },
				]),
			isEmulated: () => false,
			chooseProfile: () => undefined,
			audit,
			...ports,
		},
		(message) => {
			posted.push(structuredClone(message));
			onPost(message);
		},
	);
	const finished = () => posted.filter((message) => message.type === 'finished');
	return { session, posted, finished, audit, transport };
}

const send = { type: 'send', prompt: 'Hi', model: 'one' } as const;

test('a page that is ready gets the whole state: profile, target and models', async () => {
	const { session, posted } = setUp(whole);
	await session.handle({ type: 'ready' });
	const last = posted.at(-1);
	assert.ok(last?.type === 'state');
	assert.deepEqual(last.state, {
		profile: { name: 'Work', method: 'API key', target: 'generativelanguage.googleapis.com', isEmulated: false },
		models: ['one', 'two'],
		model: 'one',
	});
});

test('a prompt is answered piece by piece and finished once', async () => {
	const { session, posted, finished, audit } = setUp(whole);
	await session.handle(send);
	assert.deepEqual(
		posted.map((message) => message.type),
		['state', 'text', 'text', 'finished'],
	);
	assert.equal(finished().length, 1);
	assert.deepEqual(finished()[0]?.state.turn, {
		turn: 1,
		prompt: 'Hi',
		model: 'one',
		profile: 'Work',
		answer: 'Good day',
		usage: '',
		end: { kind: 'answered' },
	});
	assert.deepEqual(audit.events, [
		{
			type: 'credential-used',
			purpose: 'streamGenerateContent',
			result: 'answered',
			profileId: 'p',
			profileName: 'Work',
		},
	]);
});

const storage: Outcome<never> = failed({ cause: 'storage-failed', evidence: 'index damaged' });
const boom = async () => {
	throw new RangeError('a secret could stand here');
};
const troubles: readonly (readonly [string, Partial<SessionPorts>, string])[] = [
	['no profile', { activeProfile: async () => answered(undefined) }, 'credentials-missing'],
	['an unreadable index', { activeProfile: async () => storage }, 'storage-failed'],
	['a missing secret', { callerFor: async () => storage }, 'storage-failed'],
	['a fault in the profiles', { activeProfile: boom }, 'unknown'],
	['a fault in the vault', { callerFor: boom }, 'unknown'],
];
for (const [what, ports, cause] of troubles) {
	test(`${what} finishes the turn once, in words`, async () => {
		const { session, finished } = setUp(whole, ports);
		await session.handle(send);
		assert.equal(finished().length, 1);
		const end = finished()[0]?.state.turn?.end;
		assert.ok(end?.kind === 'failed');
		assert.equal(end.failure.cause, cause);
		assert.ok(!JSON.stringify(end).includes('a secret could stand here'));
	});
}

test('stop ends the turn as cancelled and keeps what came', async () => {
	const chunks = [part('Half'), part(' more', { finishReason: 'STOP' })];
	const { session, finished } = setUp({ type, chunks }, {}, (message) => {
		if (message.type === 'text') {
			void session.handle({ type: 'stop' });
		}
	});
	await session.handle(send);
	assert.equal(finished().length, 1);
	assert.deepEqual(finished()[0]?.state.turn?.end, { kind: 'cancelled' });
	assert.equal(finished()[0]?.state.turn?.answer, 'Half');
});

test('a second prompt ends the first, and each is finished once', async () => {
	const { session, finished } = setUp(whole);
	await Promise.all([session.handle(send), session.handle({ ...send, prompt: 'Again' })]);
	assert.deepEqual(
		finished()
			.map(({ turn }) => turn)
			.sort(),
		[1, 2],
	);
	const state = finished().at(-1)?.state;
	assert.equal(state?.turn?.prompt, 'Again');
	assert.equal(state?.turn?.end?.kind, 'answered');
});

test('stop with nothing under way does nothing', async () => {
	const { session, posted } = setUp(whole);
	await session.handle({ type: 'stop' });
	assert.deepEqual(posted, []);
});

test('a page shown again after the answer gets all of it', async () => {
	const { session, posted } = setUp(whole);
	await session.handle(send);
	posted.length = 0;
	await session.handle({ type: 'ready' });
	const [first] = posted;
	assert.ok(first?.type === 'state');
	assert.equal(first.state.turn?.answer, 'Good day');
});

test('models that cannot be listed leave a model to send with', async () => {
	const { session, posted } = setUp(whole, { listModels: async () => storage });
	await session.handle({ type: 'ready' });
	const last = posted.at(-1);
	assert.ok(last?.type === 'state');
	assert.deepEqual([last.state.models, last.state.model], [[], 'gemini-flash-latest']);
});

test('a prompt sent before the page knew any model goes to the one it would have shown', async () => {
	const { session, transport } = setUp(whole);
	await session.handle({ ...send, model: '' });
	assert.match(transport.sent[0]?.request.url ?? '', /\/models\/gemini-flash-latest:/);
});

test('a model the person chose stays when the list does not have it', async () => {
	const { session, posted } = setUp(whole);
	await session.handle({ ...send, model: 'typed-by-hand' });
	await session.handle({ type: 'ready' });
	const last = posted.at(-1);
	assert.ok(last?.type === 'state');
	assert.deepEqual([last.state.models, last.state.model], [['one', 'two'], 'typed-by-hand']);
});

test('a chosen model survives a change of the profile', async () => {
	const { session, posted } = setUp(whole);
	await session.handle({ ...send, model: 'two' });
	await session.refresh();
	const last = posted.at(-1);
	assert.equal(last?.type === 'state' && last.state.model, 'two');
});

test('an unreadable index is shown before anything is sent', async () => {
	const { session, posted } = setUp(whole, { activeProfile: async () => storage });
	await session.handle({ type: 'ready' });
	const last = posted.at(-1);
	assert.equal(last?.type === 'state' && last.state.problem?.cause, 'storage-failed');
});

test('a panel closed while the answer comes is told nothing more, and asks nothing more', async () => {
	const { session, posted, transport } = setUp(whole, {}, (message) => {
		if (message.type === 'text') {
			session.dispose();
		}
	});
	await session.handle(send);
	assert.deepEqual(
		posted.map((message) => message.type),
		['state', 'text'],
	);
	await session.refresh();
	assert.equal(posted.length, 2);
	assert.equal(transport.sent.length, 1);
});

test('of two overlapping looks at the profile the later one counts', async () => {
	const answers = [Promise.withResolvers<Outcome<Profile>>(), Promise.withResolvers<Outcome<Profile>>()];
	let asked = 0;
	const { session, posted } = setUp(whole, { activeProfile: async () => (await answers[asked++]?.promise) ?? storage });
	const both = [session.refresh(), session.refresh()];
	answers[1]?.resolve(answered({ ...profile, name: 'New' }));
	answers[0]?.resolve(answered({ ...profile, name: 'Old' }));
	await Promise.all(both);
	assert.ok(posted.every((message) => message.type === 'text' || message.state.profile?.name === 'New'));
});

test('nothing but messages of the protocol is taken from a page', () => {
	for (const message of [
		undefined,
		null,
		1,
		'ready',
		[],
		{},
		{ type: 'eval' },
		{ type: 'send' },
		{ type: 'send', prompt: 1, model: 'x' },
		{ type: 'send', prompt: 'x', model: {} },
	]) {
		assert.equal(readFromPage(message), undefined, JSON.stringify(message));
	}
	assert.deepEqual(readFromPage({ ...send, extra: 'dropped' }), send);
	assert.equal(readToPage({ type: 'else' }), undefined);
});
