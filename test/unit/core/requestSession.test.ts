import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKeyCredential } from '../../../src/core/credentials/apiKey.ts';
import type { Draft } from '../../../src/core/gemini/draft.ts';
import { ModelLists } from '../../../src/core/gemini/modelLists.ts';
import type { Caller } from '../../../src/core/http/exchange.ts';
import { answered, failed, type Outcome } from '../../../src/core/outcome.ts';
import { emptyFields } from '../../../src/core/panel/draftFields.ts';
import { readFromPage } from '../../../src/core/panel/readFromPage.ts';
import { type FromSession, readToPage } from '../../../src/core/panel/requestProtocol.ts';
import { RequestSession } from '../../../src/core/panel/requestSession.ts';
import { readSavedPanel, type SavedPanel } from '../../../src/core/panel/savedPanel.ts';
import type { SessionPorts } from '../../../src/core/panel/sessionPorts.ts';
import type { Profile } from '../../../src/core/profiles/profile.ts';
import type { Resolution } from '../../../src/core/profiles/resolveProfile.ts';
import { systemRandom } from '../../../src/net/platform.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { RecordingAudit } from '../../fakes/recordingAudit.ts';
import { type Script, ScriptedTransport } from '../../fakes/scriptedTransport.ts';

const profile: Profile = {
	id: 'p',
	secretVersion: 's',
	name: 'Work',
	method: 'api-key',
	keyKind: 'auth',
	createdAt: 0,
};
const chosen = (by: Profile = profile): Outcome<Resolution> => answered({ profile: by, by: 'window' });
const models = ['one', 'two'].map((id) => ({
	name: `models/${id}`,
	displayName: id,
	supportedGenerationMethods: ['generateContent'],
}));
const list: Script = { chunks: [JSON.stringify({ models })] };
const type = 'text/event-stream';
const part = (text: string, rest: object = {}) =>
	`data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text }] }, ...rest }] })}\n\n`;
const whole: Script = { type, chunks: [part('Good '), part('day', { finishReason: 'STOP' })] };

/** Lists models by a transport of its own, so that the scripts of answers stay in step. */
class ListsOf extends ModelLists {
	readonly #transport: ScriptedTransport;

	constructor(transport: ScriptedTransport, clock: ManualClock) {
		super(clock);
		this.#transport = transport;
	}

	override fetch(key: string, caller: Caller) {
		return super.fetch(key, { ...caller, transport: this.#transport });
	}
}

function setUp(
	script: Script,
	ports: Partial<SessionPorts> = {},
	onPost: (message: FromSession) => void = () => undefined,
	saved: Partial<SavedPanel> = {},
) {
	const posted: FromSession[] = [];
	const audit = new RecordingAudit();
	const clock = new ManualClock();
	const transport = new ScriptedTransport(script);
	const lists = new ScriptedTransport(list);
	const used: string[] = [];
	const session = new RequestSession(
		{
			activeProfile: async () => chosen(),
			callerFor: async (_, signal) => answered({ transport, credential: apiKeyCredential('k'), signal }),
			mayUse: async () => true,
			maySpend: async () => true,
			inTurn: (_, __, work) => work(),
			recordUsage: () => undefined,
			usageOf: async () => ({ lines: [], notes: [] }),
			costInWords: async () => undefined,
			isFreeToUse: () => true,
			recordUse: ({ name }) => void used.push(name),
			recordTurn: () => undefined,
			recordCheck: () => undefined,
			models: new ListsOf(lists, clock),
			notes: () => [],
			clock,
			random: systemRandom,
			isEmulated: () => false,
			chooseProfile: () => undefined,
			chooseTarget: () => undefined,
			cure: () => undefined,
			explain: () => undefined,
			copyAs: () => undefined,
			paste: () => undefined,
			addFiles: () => undefined,
			countsTokens: () => false,
			hasOthers: async () => true,
			audit,
			...ports,
		},
		(message) => {
			posted.push(structuredClone(message));
			onPost(message);
		},
		saved,
	);
	const finished = () => posted.filter((message) => message.type === 'finished');
	return { session, posted, finished, audit, transport, lists, clock, used };
}

const fields = { ...emptyFields, prompt: 'Hi', model: 'one' };
const send = { type: 'send', fields } as const;

test('a page that is ready gets the whole state: profile, target and models', async () => {
	const { session, posted } = setUp(whole);
	await session.handle({ type: 'ready' });
	const last = posted.at(-1);
	assert.ok(last?.type === 'state');
	assert.deepEqual(last.state, {
		profile: {
			name: 'Work',
			method: 'API key (auth key by its prefix)',
			target: 'generativelanguage.googleapis.com',
			project: 'not known; Google names it only when it refuses a call',
			state: 'unverified',
			icon: 'question',
			isProtected: false,
			reason: 'Chosen for this window.',
		},
		notes: [],
		isEmulated: false,
		countsTokens: false,
		models: ['one', 'two'],
		modelFacts: [{ id: 'one' }, { id: 'two' }],
		proposedModel: 'one',
		earlier: [],
		used: { lines: [], notes: [] },
	});
});

const refused: Script = {
	status: 400,
	chunks: [
		JSON.stringify({
			error: {
				code: 400,
				details: [
					{ reason: 'API_KEY_INVALID', '@type': 'type.googleapis.com/google.rpc.ErrorInfo', domain: 'googleapis.com' },
				],
			},
		}),
	],
};
const lacking: Script = {
	status: 403,
	chunks: [
		JSON.stringify({ error: { code: 403, status: 'PERMISSION_DENIED', message: 'Permission denied on resource.' } }),
	],
};
const known = (state: 'valid' | 'rejected'): Profile => ({ ...profile, lastCheck: { at: 1, state } });
const notedBy: readonly (readonly [string, Script, Profile, readonly string[]])[] = [
	['an answer says that a credential is good that was rejected before', whole, known('rejected'), ['valid']],
	['an answer says so of one that nobody had checked', whole, profile, ['valid']],
	['an answer says nothing new of one that is known to be good', whole, known('valid'), []],
	['a refusal says that a credential is not', refused, known('valid'), ['rejected']],
	['a permission may be lacking for this one model', lacking, known('valid'), []],
];
for (const [what, script, by, states] of notedBy) {
	test(what, async () => {
		const noted: string[] = [];
		const recordCheck: SessionPorts['recordCheck'] = (_, { state }) => void noted.push(state);
		const { session } = setUp(script, { recordCheck, activeProfile: async () => chosen(by) });
		await session.handle(send);
		assert.deepEqual(noted, states);
	});
}

test('a token that is refused says as much, and what fails on this machine says nothing', async () => {
	for (const [host, states] of [
		['sts.googleapis.com', ['rejected']],
		[undefined, []],
	] as const) {
		const noted: string[] = [];
		const { session } = setUp(whole, {
			recordCheck: (_, { state }) => void noted.push(state),
			callerFor: async () => failed({ cause: 'federation-invalid', ...(host ? { host } : {}) }),
		});
		await session.handle(send);
		assert.deepEqual(noted, states);
	}
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
		profileId: 'p',
		answer: 'Good day',
		usage: '',
		latency: '0.0 s, first text after 0.0 s',
		numbers: { firstPieceMs: 0, firstTextMs: 0, totalMs: 0 },
		facts: [
			{ label: 'Total', value: '0 ms' },
			{ label: 'First text', value: '0 ms' },
			{ label: 'Finish', value: 'Complete' },
		],
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
	['no profile', { activeProfile: async () => answered({ by: 'nothing' } as const) }, 'credentials-missing'],
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
	await Promise.all([session.handle(send), session.handle({ ...send, fields: { ...fields, prompt: 'Again' } })]);
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
	const { session, posted } = setUp(whole, { callerFor: async () => storage });
	await session.handle({ type: 'ready' });
	const last = posted.at(-1);
	assert.ok(last?.type === 'state');
	assert.deepEqual([last.state.models, last.state.proposedModel], [[], 'gemini-flash-latest']);
});

test('a fault while looking at the profile or listing models is no fault of the panel', async () => {
	for (const ports of [{ callerFor: boom }, { activeProfile: boom }]) {
		const { session, posted } = setUp(whole, ports);
		await session.handle({ type: 'ready' });
		const last = posted.at(-1);
		assert.ok(last?.type === 'state');
		assert.deepEqual(last.state.models, []);
		assert.equal(last.state.problem?.cause, 'activeProfile' in ports ? 'unknown' : undefined);
		assert.ok(!JSON.stringify(posted).includes('a secret could stand here'));
	}
});

test('a list that could not be had is asked for again with the next look', async () => {
	let isLocked = true;
	const { session, posted, transport, lists } = setUp(whole, {
		callerFor: async (_, signal) =>
			isLocked ? storage : answered({ transport, credential: apiKeyCredential('k'), signal }),
	});
	await session.refresh();
	assert.equal(lists.sent.length, 0);
	isLocked = false;
	await session.refresh();
	const last = posted.at(-1);
	assert.deepEqual(last?.type === 'state' && last.state.models, ['one', 'two']);
});

for (const [what, other, ports] of [
	['protected', { isProtected: true }, { isFreeToUse: () => false }],
	['unreadable', {}, {}],
] as const) {
	test(`after a switch to a profile that is ${what}, no models of the one before are shown`, async () => {
		let now = profile;
		const { session, posted, transport } = setUp(whole, {
			activeProfile: async () => chosen(now),
			callerFor: async ({ id }, signal) =>
				id === 'p' ? answered({ transport, credential: apiKeyCredential('k'), signal }) : storage,
			...ports,
		});
		await session.refresh();
		now = { ...profile, id: 'q', ...other };
		await session.refresh();
		const last = posted.at(-1);
		assert.ok(last?.type === 'state');
		assert.deepEqual([last.state.models, last.state.proposedModel], [[], 'gemini-flash-latest']);
	});
}

test('a prompt sent before the page knew any model goes to the one it would have shown', async () => {
	const { session, transport } = setUp(whole);
	await session.handle({ ...send, fields: { ...fields, model: '' } });
	assert.match(transport.sent[0]?.request.url ?? '', /\/models\/gemini-flash-latest:/);
});

test('models are listed once for a secret, and anew for another one', async () => {
	let now = profile;
	const { session, lists } = setUp(whole, { activeProfile: async () => chosen(now) });
	await session.refresh();
	await session.refresh();
	assert.equal(lists.sent.length, 1);
	now = { ...profile, secretVersion: 'another' };
	await session.refresh();
	assert.equal(lists.sent.length, 2);
	now = profile;
	await session.refresh();
	assert.equal(lists.sent.length, 2);
});

test('system instruction, temperature, length and thinking are sent as typed', async () => {
	const { session, transport } = setUp(whole);
	const all = { ...fields, system: 'Be brief', temperature: '0,5', maxOutputTokens: '100', thinking: 'low' };
	await session.handle({ ...send, fields: all });
	await session.handle({ ...send, fields: { ...all, model: 'gemini-2.5-pro' } });
	const [first, second] = transport.sent.map(({ request }) => JSON.parse(request.body ?? ''));
	assert.deepEqual(first, {
		contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
		systemInstruction: { parts: [{ text: 'Be brief' }] },
		generationConfig: { temperature: 0.5, maxOutputTokens: 100, thinkingConfig: { thinkingLevel: 'LOW' } },
	});
	assert.deepEqual(second.generationConfig.thinkingConfig, { thinkingBudget: 1024 });
});

test('fields that cannot be sent end the turn in words, and nothing is sent', async () => {
	const { session, finished, transport } = setUp(whole);
	await session.handle({ ...send, fields: { ...fields, temperature: 'warm' } });
	const end = finished()[0]?.state.turn?.end;
	assert.ok(end?.kind === 'failed' && /Temperature is a number/.test(end.failure.sentence));
	assert.equal(transport.sent.length, 0);
});

test('a protected profile is used for nothing before the person agrees', async () => {
	const guarded = { ...profile, isProtected: true };
	let isFree = false;
	let asked = 0;
	const { session, finished, transport, lists, used } = setUp(whole, {
		activeProfile: async () => chosen(guarded),
		mayUse: async () => ++asked > 1,
		isFreeToUse: () => isFree,
	});
	await session.handle({ type: 'ready' });
	await session.handle(send);
	assert.deepEqual(finished()[0]?.state.turn?.end, { kind: 'declined' });
	assert.equal(transport.sent.length + lists.sent.length, 0);
	assert.deepEqual(used, []);
	await session.handle(send);
	assert.deepEqual(finished()[1]?.state.turn?.end, { kind: 'answered' });
	assert.deepEqual(used, ['Work']);
	isFree = true;
	await session.refresh();
	assert.equal(lists.sent.length, 1);
});

/** Asks until the turn is stopped, as a question that nobody answers does. */
const unanswered: SessionPorts['mayUse'] = (_, signal) =>
	new Promise((resolve) => {
		signal.addEventListener('abort', () => resolve(false), { once: true });
		if (signal.aborted) {
			resolve(false);
		}
	});

test('stop while the person is asked cancels the turn', async () => {
	const asking = Promise.withResolvers<void>();
	const { session, finished, transport } = setUp(whole, {
		mayUse: (by, signal) => {
			asking.resolve();
			return unanswered(by, signal);
		},
	});
	const sending = session.handle(send);
	await asking.promise;
	await session.handle({ type: 'stop' });
	await sending;
	assert.equal(finished().length, 1);
	assert.deepEqual(finished()[0]?.state.turn?.end, { kind: 'cancelled' });
	assert.equal(transport.sent.length, 0);
});

test('stop before the person is asked cancels the turn, and nobody is asked', async () => {
	let asked = 0;
	const { session, finished } = setUp(whole, {
		// A disk that does not answer.
		activeProfile: () => new Promise(() => undefined),
		mayUse: async () => ++asked > 0,
	});
	const sending = session.handle(send);
	await session.handle({ type: 'stop' });
	await sending;
	assert.equal(finished().length, 1);
	assert.deepEqual(finished()[0]?.state.turn?.end, { kind: 'cancelled' });
	assert.equal(asked, 0);
});

test('stop just when the person has agreed cancels the turn, and no secret is read', async () => {
	let read = 0;
	const { session, finished, audit } = setUp(whole, {
		mayUse: async () => {
			await session.handle({ type: 'stop' });
			return true;
		},
		callerFor: async () => {
			read++;
			return storage;
		},
	});
	await session.handle(send);
	assert.equal(finished().length, 1);
	assert.deepEqual(finished()[0]?.state.turn?.end, { kind: 'cancelled' });
	assert.deepEqual([read, audit.events], [0, []]);
});

test('a fault of the question ends the turn once, in words', async () => {
	const { session, finished, transport } = setUp(whole, { mayUse: boom });
	await session.handle(send);
	assert.equal(finished().length, 1);
	const end = finished()[0]?.state.turn?.end;
	assert.equal(end?.kind === 'failed' && end.failure.cause, 'unknown');
	assert.equal(transport.sent.length, 0);
});

test('a prompt from the editor keeps the other fields, and the page takes it once', async () => {
	const { session, posted, transport } = setUp(whole);
	await session.handle({ ...send, fields: { ...fields, system: 'Be brief' } });
	await session.sendPrompt({ prompt: 'From the editor' });
	const last = posted.at(-1);
	assert.ok(last?.type === 'finished');
	assert.deepEqual(last.state.draft?.fields, { ...fields, system: 'Be brief', prompt: 'From the editor' });
	assert.match(transport.sent[1]?.request.body ?? '', /Be brief/);
	const { version } = last.state.draft ?? {};
	await session.sendPrompt({ prompt: 'Another' });
	const again = posted.at(-1);
	assert.ok(again?.type === 'finished' && again.state.draft?.version !== version);
});

test('a turn that has ended is told of once, as it ended, with what it was sent with', async () => {
	const told: Parameters<SessionPorts['recordTurn']>[] = [];
	const { session, finished } = setUp(whole, { recordTurn: (...turn) => void told.push(turn) });
	await session.handle(send);
	assert.deepEqual(told, [[finished()[0]?.state.turn, fields, ['k']]]);
	assert.equal(told[0]?.[0].answer, 'Good day');
});

test('what was declined, or was no request, is not told of', async () => {
	const told: unknown[] = [];
	const recordTurn = (...turn: unknown[]) => void told.push(turn);
	await setUp(whole, { recordTurn, mayUse: async () => false }).session.handle(send);
	const { session, finished } = setUp(whole, { recordTurn });
	await session.handle({ ...send, fields: { ...fields, temperature: 'warm' } });
	assert.equal(finished()[0]?.state.turn?.end?.kind, 'failed');
	assert.deepEqual(told, []);
});

test('a prompt from elsewhere may bring its system instruction, and this once another profile', async () => {
	const asked: string[] = [];
	const transport = new ScriptedTransport(whole);
	const { session, finished, used } = setUp(whole, {
		callerFor: async ({ name }, signal) => {
			asked.push(name);
			return answered({ transport, credential: apiKeyCredential('k'), signal });
		},
	});
	await session.sendPrompt({ prompt: 'Translate', system: 'Into French', by: { ...profile, id: 'q', name: 'Other' } });
	assert.match(transport.sent[0]?.request.body ?? '', /Into French/);
	assert.equal(finished()[0]?.state.turn?.profile, 'Other');
	assert.equal(finished()[0]?.state.draft?.fields.system, 'Into French');
	await session.handle(send);
	assert.deepEqual(
		[asked, used],
		[
			['Other', 'Work'],
			['Other', 'Work'],
		],
	);
});

test('a session is idle unless something is under way, or was typed and not sent', async () => {
	const { session } = setUp(whole);
	assert.equal(session.isIdle, true);
	await session.handle({ type: 'edited' });
	assert.equal(session.isIdle, false);
	const sending = session.handle(send);
	assert.equal(session.isIdle, false);
	await sending;
	assert.equal(session.isIdle, true);
});

test('a session that is revived shows what its page had saved', async () => {
	const turn = { turn: 7, prompt: 'Old', model: 'one', profile: 'Work', answer: 'Half', usage: '', latency: '' };
	const saved = readSavedPanel(JSON.parse(JSON.stringify({ fields, taken: 'x', turn })));
	const { session, posted, finished } = setUp(whole, {}, () => undefined, saved);
	await session.handle({ type: 'ready' });
	const [first] = posted;
	assert.ok(first?.type === 'state');
	assert.deepEqual(first.state.turn, { ...turn, end: { kind: 'interrupted' } });
	assert.equal(session.isIdle, false);
	await session.handle(send);
	assert.equal(finished()[0]?.turn, 8);
});

test('a remedy that is shown is carried out on the profile that failed, with what Google named', async () => {
	const cured: unknown[] = [];
	const activationUrl =
		'https://console.developers.google.com/apis/api/generativelanguage.googleapis.com/overview?project=7';
	const info = {
		'@type': 'type.googleapis.com/google.rpc.ErrorInfo',
		reason: 'SERVICE_DISABLED',
		domain: 'googleapis.com',
	};
	const metadata = { service: 'generativelanguage.googleapis.com', consumer: 'projects/7', activationUrl };
	const error = { code: 403, status: 'PERMISSION_DENIED', message: 'off', details: [{ ...info, metadata }] };
	const { session, finished } = setUp(
		{ status: 403, type: 'application/json', chunks: [JSON.stringify({ error })] },
		{ cure: (remedy, { profileId, failure }) => void cured.push([remedy, profileId, failure.cause]) },
	);
	await session.handle(send);
	const end = finished()[0]?.state.turn?.end;
	assert.ok(end?.kind === 'failed');
	assert.deepEqual(
		end.failure.remedies.map(({ id }) => id),
		['open-enable-page', 'wait-and-retry', 'switch-profile'],
	);
	assert.ok(
		!JSON.stringify(end.failure.remedies).includes('https:'),
		'no address goes to the page as something to open',
	);
	await session.handle({ type: 'cure', remedy: 'open-enable-page' });
	// One that is not shown is not carried out, whoever asks.
	await session.handle({ type: 'cure', remedy: 'clear-quota-project' });
	assert.deepEqual(cured, [[{ id: 'open-enable-page', url: activationUrl }, 'p', 'api-disabled']]);
});

test('what a page had saved is parsed, and nonsense left out', () => {
	const failure = {
		cause: 'api-key-invalid',
		title: 'T',
		sentence: 'S',
		status: '',
		message: '',
		body: '',
		details: [{ type: 'ErrorInfo', fields: [{ path: 'a', value: 'b' }, { path: 1 }, null] }, 'x'],
		remedies: [{ id: 'retry', label: 'Send Again', url: 'https://evil.example' }, { id: 'made-up', label: 'x' }, 7],
	};
	const turn = { turn: 1, prompt: '', model: '', profile: '', answer: '', usage: '', latency: '' };
	const endOf = (end: unknown) => readSavedPanel({ turn: { ...turn, end } }).turn?.end;
	assert.deepEqual(endOf({ kind: 'failed', failure }), {
		kind: 'failed',
		failure: {
			...failure,
			details: [{ type: 'ErrorInfo', fields: [{ path: 'a', value: 'b' }] }],
			remedies: [{ id: 'retry', label: 'Send Again' }],
		},
	});
	assert.deepEqual(endOf({ kind: 'failed', failure: { ...failure, cause: 'made-up' } }), { kind: 'interrupted' });
	assert.deepEqual(endOf({ kind: 'answered' }), { kind: 'answered' });
	for (const nonsense of [undefined, null, 1, 'x', [], {}, { fields: { prompt: 1 }, turn: { turn: 'x' }, taken: 2 }]) {
		assert.deepEqual(readSavedPanel(nonsense), {});
	}
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

test('a panel that is closed sends nothing more', async () => {
	const { session, posted, transport } = setUp(whole);
	session.dispose();
	await session.handle(send);
	await session.sendPrompt({ prompt: 'Late' });
	assert.deepEqual([posted, transport.sent], [[], []]);
});

test('of two overlapping looks at the profile the later one counts', async () => {
	const answers = [Promise.withResolvers<Outcome<Resolution>>(), Promise.withResolvers<Outcome<Resolution>>()];
	let asked = 0;
	const { session, posted } = setUp(whole, { activeProfile: async () => (await answers[asked++]?.promise) ?? storage });
	const both = [session.refresh(), session.refresh()];
	answers[1]?.resolve(chosen({ ...profile, name: 'New' }));
	answers[0]?.resolve(chosen({ ...profile, name: 'Old' }));
	await Promise.all(both);
	assert.ok(posted.every((message) => !('state' in message) || message.state.profile?.name === 'New'));
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
		{ type: 'send', fields: { ...fields, prompt: 1 } },
		{ type: 'send', fields: { prompt: 'x' } },
	]) {
		assert.equal(readFromPage(message), undefined, JSON.stringify(message));
	}
	assert.deepEqual(readFromPage({ ...send, extra: 'dropped' }), send);
	assert.equal(readToPage({ type: 'else' }), undefined);
});

const goesOn = { type: 'send', fields: { ...fields, prompt: 'And then?', conversation: 'yes' } } as const;
const bodyOf = ({ sent }: ScriptedTransport, index: number) =>
	(
		JSON.parse(sent[index]?.request.body ?? '') as { contents: { role: string; parts: { text: string }[] }[] }
	).contents.map(({ role, parts }) => [role, parts[0]?.text]);

test('a prompt that goes on is sent with what was said before, and one that does not, alone', async () => {
	const { session, transport, finished } = setUp(whole);
	await session.handle(send);
	await session.handle(goesOn);
	await session.handle(goesOn);
	const hello = [
		['user', 'Hi'],
		['model', 'Good day'],
	];
	const then = [
		['user', 'And then?'],
		['model', 'Good day'],
	];
	assert.deepEqual(bodyOf(transport, 1), [...hello, ['user', 'And then?']]);
	assert.deepEqual(bodyOf(transport, 2), [...hello, ...then, ['user', 'And then?']]);
	assert.deepEqual(
		finished()
			.at(-1)
			?.state.earlier.map(({ prompt, answer }) => [prompt, answer]),
		[
			['Hi', 'Good day'],
			['And then?', 'Good day'],
		],
	);
	await session.handle(send);
	assert.deepEqual(bodyOf(transport, 3), [['user', 'Hi']]);
	assert.deepEqual(finished().at(-1)?.state.earlier, []);
});

test('a turn without an answer is not part of the conversation', async () => {
	const { session, transport, finished } = setUp(refused);
	await session.handle(send);
	await session.handle(goesOn);
	assert.deepEqual(bodyOf(transport, 1), [['user', 'And then?']]);
	assert.deepEqual(finished().at(-1)?.state.earlier, []);
});

test('a request that goes on is offered as code with what was said before', async () => {
	let copied: Draft | undefined;
	const { session } = setUp(whole, { copyAs: (draft) => (copied = draft) });
	await session.handle(send);
	await session.handle({ ...goesOn, type: 'copyAs' });
	assert.deepEqual(copied?.earlier, [{ prompt: 'Hi', answer: 'Good day' }]);
});

test('a conversation goes on after a reload', async () => {
	const { session, finished } = setUp(whole);
	await session.handle(send);
	await session.handle(goesOn);
	const state = finished().at(-1)?.state;
	const saved = readSavedPanel(JSON.parse(JSON.stringify({ fields: goesOn.fields, taken: '', ...state })));
	const again = setUp(whole, {}, undefined, saved);
	await again.session.handle(goesOn);
	assert.equal(bodyOf(again.transport, 0).length, 5);
});
