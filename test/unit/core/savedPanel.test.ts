import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyFields } from '../../../src/core/panel/draftFields.ts';
import { readSavedPanel } from '../../../src/core/panel/savedPanel.ts';

const fields = { ...emptyFields, prompt: 'Hi', system: 'Be brief' };
const turn = {
	turn: 3,
	prompt: 'Hi',
	model: 'one',
	profile: 'Work',
	profileId: 'p',
	answer: 'Hello',
	usage: '1',
	latency: '2',
};
const failure = {
	cause: 'api-key-invalid',
	title: 'T',
	sentence: 'S',
	status: '400',
	message: 'M',
	body: '{}',
	details: [{ type: 'ErrorInfo', fields: [{ path: 'a', value: 'b' }] }],
	remedies: [
		{ id: 'replace-key', label: 'Replace Key…' },
		{ id: 'wait-and-retry', label: 'Send Again', afterMs: 5_000 },
		{ id: 'jump-to-field', label: 'Go', field: 'temperature', fault: 'too hot' },
		{ id: 'shorten-prompt', label: 'Shorten', share: 0.5 },
	],
};
const turnOf = (different: object) => readSavedPanel({ turn: { ...turn, ...different } }).turn;

test('what a page saves is read back as it was', () => {
	const saved = { fields, taken: 'version', turn: { ...turn, end: { kind: 'failed', failure } } };
	assert.deepEqual(readSavedPanel(JSON.parse(JSON.stringify(saved))), saved);
});

for (const kind of ['answered', 'cancelled', 'declined', 'interrupted'] as const) {
	test(`a turn that was ${kind} still is`, () => {
		assert.deepEqual(turnOf({ end: { kind, failure } })?.end, { kind });
	});
}

for (const [what, end] of [
	['without an end', undefined],
	['with an end of a later version', { kind: 'postponed', until: 1 }],
	['with an end that is a text', 'answered'],
	['that failed for a cause of a later version', { kind: 'failed', failure: { ...failure, cause: 'moon-phase' } }],
	['that failed without a failure', { kind: 'failed' }],
	['that failed without words', { kind: 'failed', failure: { ...failure, title: 1 } }],
	['that failed with details that are no list', { kind: 'failed', failure: { ...failure, details: {} } }],
] as const) {
	test(`a turn ${what} was interrupted`, () => {
		assert.deepEqual(turnOf({ end })?.end, { kind: 'interrupted' });
	});
}

test('of details and fields those are kept that are some', () => {
	const details = [null, 'x', [], { type: 1 }, { type: 'A' }, { type: 'B', fields: [null, 1, { path: 'p' }] }];
	const end = turnOf({ end: { kind: 'failed', failure: { ...failure, details } } })?.end;
	assert.deepEqual(end?.kind === 'failed' && end.failure.details, [
		{ type: 'A', fields: [] },
		{ type: 'B', fields: [] },
	]);
});

for (const name of ['prompt', 'model', 'profile', 'answer', 'usage', 'latency']) {
	test(`a turn whose ${name} is no text is none`, () => {
		for (const wrong of [undefined, null, 1, {}, ['x']]) {
			assert.equal(turnOf({ [name]: wrong }), undefined);
		}
	});
}

for (const number of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e300, Number.MAX_SAFE_INTEGER, '3', null]) {
	test(`a turn with the number ${number} is none: nothing could be counted on from it`, () => {
		assert.equal(turnOf({ turn: number }), undefined);
	});
}

for (const nonsense of [
	undefined,
	null,
	0,
	'x',
	true,
	[],
	[[]],
	{},
	{ fields: [], turn: [], taken: [] },
	{ fields: { prompt: 'x' } },
	{ version: 99, state: { fields, turn } },
	JSON.parse('{"__proto__":{"taken":"x"}}'),
]) {
	test(`${JSON.stringify(nonsense)?.slice(0, 40)} holds nothing`, () => {
		assert.deepEqual(readSavedPanel(nonsense), {});
	});
}

test('the parts stand for themselves: one that does not parse costs only itself', () => {
	assert.deepEqual(readSavedPanel({ fields, taken: 1, turn: 'x' }), { fields });
	assert.deepEqual(readSavedPanel({ fields: 1, taken: 'v', turn: 'x' }), { taken: 'v' });
});

test('what a later version adds is left out', () => {
	const later = { fields: { ...fields, files: ['x'] }, taken: 'v', turn: { ...turn, cost: 1 }, theme: 'dark' };
	const read = readSavedPanel(later);
	assert.deepEqual(Object.keys(read).sort(), ['fields', 'taken', 'turn']);
	assert.deepEqual(read.fields, fields);
	assert.deepEqual(read.turn, { ...turn, end: { kind: 'interrupted' } });
});

test('nothing is kept under a name that no page knows, so no secret either', () => {
	const key = 'the-secret-key';
	const end = {
		kind: 'failed',
		key,
		failure: { ...failure, key, details: [{ type: 'A', key, fields: [{ path: 'p', value: 'v', key }] }] },
	};
	const saved = { key, fields: { ...fields, key }, taken: 'v', turn: { ...turn, key, end } };
	assert.ok(!JSON.stringify(readSavedPanel(saved)).includes(key));
});

const usage = { prompt: 1, cached: 0, toolUse: 0, thoughts: 2, output: 3, total: 6 };
const beside = {
	thoughts: 'Hm',
	others: ['', 'Third'],
	extras: [
		{ kind: 'call', name: 'f', args: '{}' },
		{ kind: 'code', language: 'PYTHON', code: 'x' },
		{ kind: 'result', outcome: 'OUTCOME_OK', output: '1' },
		{ kind: 'image', mimeType: 'image/png', data: 'AAAA' },
		{ kind: 'file', mimeType: 'audio/wav', bytes: 3 },
		{ kind: 'citation', uri: 'u', title: 't', license: 'l', start: 1, end: 2 },
		{ kind: 'source', uri: 'u', title: 't' },
		{ kind: 'search', query: 'q' },
	],
	json: { faults: [{ path: 'a', reason: 'is missing' }] },
	numbers: { usage, firstPieceMs: 1, firstTextMs: 2, totalMs: 3, hasThoughts: true },
	facts: [{ label: 'Total', value: '1 s' }],
};

test('what came beside the text is read back as it was', () => {
	assert.deepEqual(turnOf({ ...beside, end: { kind: 'answered' } }), { ...turn, ...beside, end: { kind: 'answered' } });
});

test('of what came beside the text only that is kept which is whole', () => {
	const wrong = [
		null,
		1,
		[],
		{},
		{ kind: 'constructor' },
		{ kind: 'call', name: 1, args: '{}' },
		{ kind: 'file', mimeType: 'x', bytes: -1 },
		{ kind: 'image', mimeType: 'image/svg+xml', data: 'AAAA' },
		{ kind: 'image', mimeType: 'image/png"onerror="', data: 'AAAA' },
	];
	const read = turnOf({
		extras: [...wrong, { ...beside.extras[0], more: 1 }],
		facts: [...wrong, { label: 'a', value: 1 }],
		json: { faults: [...wrong, { path: 'a' }] },
		numbers: { usage: { ...usage, prompt: '1' }, totalMs: Number.NaN, firstTextMs: -1, hasThoughts: 'yes' },
		thoughts: 1,
		others: ['a', 1],
	});
	assert.deepEqual(read, {
		...turn,
		extras: [beside.extras[0]],
		facts: [],
		json: { faults: [] },
		numbers: {},
		end: { kind: 'interrupted' },
	});
	assert.equal(turnOf({ extras: Array.from({ length: 10_000 }, () => beside.extras[0]) })?.extras?.length, 200);
});

test('what is huge or deep is read all the same', () => {
	const answer = 'x'.repeat(10_000_000);
	assert.equal(turnOf({ answer })?.answer, answer);
	const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
	assert.deepEqual(readSavedPanel({ fields: deep, taken: deep, turn: { ...turn, answer: deep } }), {});
	const details = Array.from({ length: 100_000 }, () => deep);
	assert.equal(turnOf({ end: { kind: 'failed', failure: { ...failure, details } } })?.end?.kind, 'failed');
});
