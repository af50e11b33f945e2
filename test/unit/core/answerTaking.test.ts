import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, cancelled, type Outcome } from '../../../src/core/outcome.ts';
import { AnswerTaking } from '../../../src/core/panel/answerTaking.ts';
import type { SessionPorts } from '../../../src/core/panel/sessionPorts.ts';
import type { Turn } from '../../../src/core/panel/turn.ts';
import type { AnswerPiece } from '../../../src/core/panel/turnSending.ts';
import { ManualClock } from '../../fakes/manualClock.ts';

const usage = { prompt: 1200, cached: 800, toolUse: 0, thoughts: 100, output: 300, total: 1600 };

/** A turn whose answer is taken by hand. */
function taking(draft: object = {}, ports: Partial<SessionPorts> = {}) {
	const clock = new ManualClock();
	const pieces: AnswerPiece[] = [];
	const firsts: number[] = [];
	let turn: Turn = { turn: 1, prompt: '', model: 'm', profile: '', answer: '', usage: '', latency: '' };
	let states = 0;
	const answer = new AnswerTaking(
		{
			update: (change) => {
				turn = { ...turn, ...change(turn) };
			},
			postState: () => {
				states += 1;
			},
			post: (piece) => pieces.push(piece),
		},
		{ clock, costInWords: async () => undefined, ...ports },
		{ model: 'models/gemini-flash-latest', prompt: 'p', ...draft },
		() => firsts.push(clock.now()),
	);
	const end = async (outcome: Outcome<void> = answered(undefined)) => {
		await answer.end(outcome);
		return turn;
	};
	return { answer: answer.sink, clock, pieces, firsts, end, turn: () => turn, states: () => states };
}

const fact = (turn: Turn, label: string) => turn.facts?.find((each) => each.label === label)?.value;

test('what comes is in the turn and told to the page, piece by piece', () => {
	const { answer, pieces, turn } = taking();
	const extra = { kind: 'search', query: 'q' } as const;
	answer.thought?.('Hm, ');
	answer.thought?.('yes');
	answer.text('On');
	answer.text('e');
	answer.other?.(2, 'Thr');
	answer.other?.(2, 'ee');
	answer.extras?.([extra]);
	answer.extras?.([extra]);
	const { thoughts, answer: text, others, extras } = turn();
	assert.deepEqual(
		{ thoughts, text, others, extras },
		{
			thoughts: 'Hm, yes',
			text: 'One',
			others: ['', 'Three'],
			extras: [extra, extra],
		},
	);
	assert.deepEqual(
		pieces.map(({ type }) => type),
		['thought', 'thought', 'text', 'text', 'other', 'other', 'extras', 'extras'],
	);
});

test('thoughts and further answers end at a limit, and the page is told no more than the turn has', () => {
	const { answer, pieces, turn } = taking();
	for (let piece = 0; piece < 12; piece++) {
		answer.thought?.('x'.repeat(150_000));
		answer.other?.(1, 'x'.repeat(150_000));
	}
	assert.equal(turn().thoughts?.length, 1_000_000);
	assert.equal(turn().others?.[0]?.length, 1_000_000);
	const told = pieces.reduce((sum, piece) => sum + ('text' in piece ? piece.text.length : 0), 0);
	assert.equal(told, 2_000_000);
});

test('times and tokens are kept as numbers and told in words', async () => {
	const { answer, clock, firsts, end } = taking();
	clock.advance(500);
	answer.thought?.('Hm');
	clock.advance(500);
	answer.text('a');
	clock.advance(500);
	answer.text('b');
	answer.usage(usage);
	answer.about?.({ finishReason: 'STOP', modelVersion: 'gemini-3.8-flash', tier: 'standard' });
	clock.advance(1_000);
	const turn = await end();
	assert.deepEqual(turn.numbers, { usage, firstPieceMs: 500, firstTextMs: 1000, totalMs: 2500, hasThoughts: true });
	assert.equal(firsts.length, 1);
	assert.deepEqual(
		turn.facts?.map(({ label, value }) => `${label}: ${value}`),
		[
			'Total: 2.5 s',
			'First text: 1.0 s',
			'Speed: 200 tokens/s',
			'Prompt: 1,200',
			'Cached: 800',
			'Thinking: 100',
			'Output: 300',
			'Finish: Complete',
			'Model version: gemini-3.8-flash',
			'Tier: standard',
		],
	);
});

test('thoughts that did not come do not make an answer faster', async () => {
	const { answer, clock, end } = taking();
	clock.advance(3_000);
	answer.text('a');
	answer.usage(usage);
	clock.advance(1_000);
	assert.equal(fact(await end(), 'Speed'), '300 tokens/s');
});

test('an answer that comes at once says nothing about speed', async () => {
	const { answer, clock, end } = taking();
	answer.text('a');
	answer.usage(usage);
	clock.advance(200);
	assert.equal(fact(await end(), 'Speed'), undefined);
});

test('the model is named where another one answered than was asked', async () => {
	const { answer, end } = taking({ model: 'models/gemini-3.8-flash' });
	answer.about?.({ modelVersion: 'gemini-3.8-flash' });
	assert.equal(fact(await end(), 'Model version'), undefined);
});

for (const [reason, words] of [
	['MAX_TOKENS', 'Stopped at the token limit'],
	['SAFETY', 'Stopped by a safety filter'],
	['COSMIC_RAYS', 'COSMIC_RAYS'],
	['constructor', 'constructor'],
] as const) {
	test(`the finish reason ${reason} is “${words}”`, async () => {
		const { answer, end } = taking();
		answer.about?.({ finishReason: reason });
		assert.equal(fact(await end(cancelled), 'Finish'), words);
	});
}

test('what it cost is asked by the model that answered', async () => {
	const asked: unknown[] = [];
	const { answer, end } = taking(
		{},
		{
			costInWords: async (...call) => {
				asked.push(call);
				return 'about $0.001';
			},
		},
	);
	answer.usage(usage);
	answer.about?.({ modelVersion: 'gemini-3.8-flash' });
	assert.equal(fact(await end(), 'Cost'), 'about $0.001');
	assert.deepEqual(asked, [['gemini-3.8-flash', usage]]);
});

test('a price list that fails, or knows no price, costs no answer', async () => {
	for (const costInWords of [async () => undefined, () => Promise.reject(new Error('no list'))]) {
		const { answer, end } = taking({}, { costInWords });
		answer.usage(usage);
		const turn = await end();
		assert.equal(fact(turn, 'Cost'), undefined);
		assert.equal(fact(turn, 'Output'), '300');
	}
});

const schema = { type: 'object', required: ['a'] };
for (const [what, draft, text, json] of [
	[
		'that fits its schema',
		{ responseMimeType: 'application/json', responseJsonSchema: schema },
		'{"a":1}',
		{ faults: [] },
	],
	[
		'that does not',
		{ responseMimeType: 'application/json', responseJsonSchema: schema },
		'{}',
		{ faults: [{ path: 'a', reason: 'is missing' }] },
	],
	['that is no JSON', { responseJsonSchema: schema }, 'Sorry', {}],
	['without a schema', { responseMimeType: 'application/json' }, '{}', {}],
	['whose schema goes round in a circle', { responseJsonSchema: { $ref: '#' } }, '{}', {}],
	['that was to be text', {}, '{}', undefined],
] as const) {
	test(`of an answer ${what} is told: ${JSON.stringify(json)}`, async () => {
		const { answer, end, states } = taking(draft);
		// The page knows before the first piece that it is JSON.
		assert.equal(states(), json ? 1 : 0);
		answer.text(text);
		assert.deepEqual((await end()).json, json);
	});
}
