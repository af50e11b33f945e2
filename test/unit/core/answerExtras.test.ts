import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKeyCredential } from '../../../src/core/credentials/apiKey.ts';
import type { AnswerAbout, Usage } from '../../../src/core/gemini/answer.ts';
import type { AnswerExtra } from '../../../src/core/gemini/answerExtra.ts';
import { streamAnswer } from '../../../src/core/gemini/streamAnswer.ts';
import { ScriptedTransport } from '../../fakes/scriptedTransport.ts';

const key = 'the/secret"key';

/** What a stream of these responses comes to. */
async function read(...responses: readonly object[]) {
	const chunks = responses.map((response) => `data: ${JSON.stringify(response)}\n\n`);
	const transport = new ScriptedTransport({ type: 'text/event-stream', chunks });
	const told = { text: '', thoughts: '', others: [] as string[], extras: [] as AnswerExtra[] };
	const abouts: AnswerAbout[] = [];
	const usages: Usage[] = [];
	const outcome = await streamAnswer(
		{ transport, credential: apiKeyCredential(key), signal: new AbortController().signal },
		{ model: 'm', prompt: 'p' },
		{
			text: (text) => (told.text += text),
			thought: (text) => (told.thoughts += text),
			other: (candidate, text) => {
				told.others[candidate] = (told.others[candidate] ?? '') + text;
			},
			extras: (more) => told.extras.push(...more),
			usage: (usage) => usages.push(usage),
			about: (about) => abouts.push(about),
		},
	);
	return { ...told, outcome, usages, abouts };
}

const of = (parts: readonly object[], rest: object = {}) => ({
	candidates: [{ content: { parts }, index: 0, ...rest }],
});
const stop = { finishReason: 'STOP' };
const png = 'iVBORw0KGgo=';

test('thoughts are told beside the text, in order', async () => {
	const { text, thoughts } = await read(
		of([{ text: 'First, ', thought: true }]),
		of([{ text: 'then.', thought: true }, { text: 'Yes' }], stop),
	);
	assert.equal(thoughts, 'First, then.');
	assert.equal(text, 'Yes');
});

test('a call of a function is told with its arguments laid out', async () => {
	const { extras, outcome } = await read(
		of([{ functionCall: { name: 'find', args: { city: 'Oslo', days: [1] } } }, { functionCall: {} }], stop),
	);
	assert.deepEqual(extras, [
		{ kind: 'call', name: 'find', args: '{\n  "city": "Oslo",\n  "days": [\n    1\n  ]\n}' },
		{ kind: 'call', name: '', args: '{}' },
	]);
	assert.equal(outcome.kind, 'answered');
});

test('a program that was run is told with what came of it', async () => {
	const { extras } = await read(
		of(
			[
				{ executableCode: { language: 'PYTHON', code: 'print(1)' } },
				{ codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1\n' } },
			],
			stop,
		),
	);
	assert.deepEqual(extras, [
		{ kind: 'code', language: 'PYTHON', code: 'print(1)' },
		{ kind: 'result', outcome: 'OUTCOME_OK', output: '1\n' },
	]);
});

for (const mimeType of ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'IMAGE/PNG']) {
	test(`an ${mimeType} is an image`, async () => {
		const { extras } = await read(of([{ inlineData: { mimeType, data: png } }], stop));
		assert.deepEqual(extras, [{ kind: 'image', mimeType: mimeType.toLowerCase(), data: png }]);
	});
}

for (const [what, blob, bytes] of [
	['a drawing that can hold a program', { mimeType: 'image/svg+xml', data: png }, 8],
	['sound', { mimeType: 'audio/wav', data: png }, 8],
	['what calls itself an image and is no base64', { mimeType: 'image/png', data: '"><script>' }, 7],
	['an image that is too large', { mimeType: 'image/png', data: 'A'.repeat(8 * 1024 * 1024 + 4) }, 6 * 1024 * 1024 + 3],
	['an image without data', { mimeType: 'image/png' }, 0],
] as const) {
	test(`${what} is named and not shown`, async () => {
		const { extras } = await read(of([{ inlineData: blob }], stop));
		assert.deepEqual(extras, [{ kind: 'file', mimeType: blob.mimeType, bytes }]);
	});
}

test('sources, searches and citations are told once, in either of their forms', async () => {
	const grounding = {
		searchEntryPoint: { renderedContent: '<script>alert(1)</script>' },
		webSearchQueries: ['weather oslo'],
		groundingChunks: [
			{ web: { uri: 'https://a.example/', title: 'A' } },
			{ retrievedContext: { title: 'B' } },
			{ maps: {} },
		],
	};
	const source = { startIndex: 3, endIndex: 9, uri: 'https://c.example/', license: 'mit' };
	const { extras } = await read(
		of([{ text: 'x' }], { groundingMetadata: grounding, citationMetadata: { citationSources: [source] } }),
		of([{ text: 'y' }], {
			groundingMetadata: grounding,
			citationMetadata: { citations: [source, { title: 'T' }] },
			...stop,
		}),
	);
	assert.deepEqual(extras, [
		{ kind: 'citation', uri: 'https://c.example/', title: '', license: 'mit', start: 3, end: 9 },
		{ kind: 'search', query: 'weather oslo' },
		{ kind: 'source', uri: 'https://a.example/', title: 'A' },
		{ kind: 'source', uri: '', title: 'B' },
		{ kind: 'citation', uri: '', title: 'T', license: '', start: 0, end: 0 },
	]);
});

test('further answers are told by their number, and not mixed into the first', async () => {
	const { text, others } = await read(
		{ candidates: [{ index: 1, content: { parts: [{ text: 'Two' }] } }] },
		of([{ text: 'One' }]),
		{
			candidates: [
				{ index: 0, content: { parts: [{ text: '.' }] }, ...stop },
				{ index: 1, content: { parts: [{ text: '!' }] }, ...stop },
			],
		},
	);
	assert.equal(text, 'One.');
	assert.deepEqual(others.slice(1), ['Two!']);
});

for (const index of [-1, 8, 1.5, 1e300, '1', null, {}]) {
	test(`an answer with the number ${JSON.stringify(index)} is none of them`, async () => {
		const { others } = await read({ candidates: [{ index, content: { parts: [{ text: 'x' }] } }] });
		assert.deepEqual(others.filter(Boolean), []);
	});
}

test('tokens are told with those of the cache, of tools and of thoughts', async () => {
	const usageMetadata = {
		promptTokenCount: 100,
		cachedContentTokenCount: 80,
		toolUsePromptTokenCount: 7,
		thoughtsTokenCount: 20,
		candidatesTokenCount: 30,
		totalTokenCount: 157,
	};
	const { usages } = await read({ ...of([{ text: 'x' }], stop), usageMetadata });
	assert.deepEqual(usages, [{ prompt: 100, cached: 80, toolUse: 7, thoughts: 20, output: 30, total: 157 }]);
});

test('what no count can be is none', async () => {
	for (const wrong of [-1, '5', Number.NaN, null, {}]) {
		const { usages } = await read({ ...of([{ text: 'x' }], stop), usageMetadata: { promptTokenCount: wrong } });
		assert.equal(usages[0]?.prompt, 0);
	}
});

test('what is told about an answer is told when it is new', async () => {
	const told = { modelVersion: 'gemini-3.8-flash', responseId: 'r' };
	const { abouts } = await read(
		{ ...of([{ text: 'x' }]), ...told },
		{ ...of([{ text: 'x' }]), ...told },
		{ ...of([{ text: 'x' }], stop), ...told, usageMetadata: { trafficType: 'ON_DEMAND' } },
	);
	assert.deepEqual(abouts, [told, { ...told, ...stop, tier: 'ON_DEMAND' }]);
});

test('the secret in use is in nothing that is told, wherever the server puts it', async () => {
	const told = await read({
		candidates: [
			{
				index: 0,
				content: {
					parts: [
						{ text: `x ${key} y`, thought: true },
						{ text: `x ${key} y` },
						{ functionCall: { name: key, args: { [key]: [key, { deep: `a${key}b` }] } } },
						{ executableCode: { language: key, code: `k = '${key}'` } },
						{ codeExecutionResult: { outcome: key, output: key } },
						{ inlineData: { mimeType: key, data: key } },
						{ fileData: { mimeType: key, fileUri: key } },
					],
				},
				citationMetadata: {
					citationSources: [{ uri: `https://x/?k=${encodeURIComponent(key)}`, title: key, license: key }],
				},
				groundingMetadata: { webSearchQueries: [key], groundingChunks: [{ web: { uri: key, title: key } }] },
				finishReason: 'STOP',
			},
			{ index: 1, content: { parts: [{ text: key }] } },
		],
		modelVersion: key,
		responseId: key,
		usageMetadata: { serviceTier: `${'x'.repeat(190)}${key}` },
	});
	const all = JSON.stringify(told);
	for (const form of [key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key), 'secret']) {
		assert.ok(!all.includes(form), `${form} in ${all}`);
	}
	assert.equal(told.thoughts, 'x [redacted] y');
	assert.equal(told.extras.length, 8);
});

test('the secret in use is cut out of thoughts and further answers across pieces', async () => {
	for (let cut = 1; cut < key.length; cut++) {
		const halves = [key.slice(0, cut), key.slice(cut)];
		const { thoughts, others } = await read(
			...halves.map((text) => ({
				candidates: [
					{ index: 0, content: { parts: [{ text, thought: true }, { text: 'x' }] } },
					{ index: 1, content: { parts: [{ text }] } },
				],
			})),
			of([], stop),
		);
		assert.equal(thoughts, '[redacted]');
		assert.equal(others[1], '[redacted]');
	}
});

test('an image that holds the secret in use is not shown', async () => {
	const chunks = [
		`data: ${JSON.stringify(of([{ inlineData: { mimeType: 'image/png', data: 'AAAAthekeyAAAA' } }], stop))}\n\n`,
	];
	const extras: AnswerExtra[] = [];
	await streamAnswer(
		{
			transport: new ScriptedTransport({ type: 'text/event-stream', chunks }),
			credential: apiKeyCredential('thekey'),
			signal: new AbortController().signal,
		},
		{ model: 'm', prompt: 'p' },
		{ text: () => undefined, usage: () => undefined, extras: (more) => extras.push(...more) },
	);
	assert.deepEqual(extras, [{ kind: 'file', mimeType: 'image/png', bytes: 10 }]);
});

test('what is endless, long or deep is bounded', async () => {
	const call = { functionCall: { name: 'n'.repeat(10_000), args: { text: 'x'.repeat(100_000) } } };
	const { extras } = await read(
		of(
			Array.from({ length: 300 }, () => call),
			stop,
		),
	);
	assert.ok(extras.length > 5 && extras.length <= 200, `${extras.length}`);
	assert.ok(JSON.stringify(extras).length < 1.3 * 1024 * 1024);
	const deep = `${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`;
	const { extras: bounded } = await read(of([{ functionCall: { name: 'f', args: JSON.parse(deep) } }], stop));
	assert.match(JSON.stringify(bounded), /…/);
	const sources = Array.from({ length: 10_000 }, (_, n) => ({ web: { uri: `https://x.example/${n}` } }));
	assert.equal((await read(of([], { groundingMetadata: { groundingChunks: sources }, ...stop }))).extras.length, 200);
});

test('what is of another kind than it should be breaks nothing', async () => {
	const nonsense = [null, 1, 'x', [], [[]], { parts: 1 }, { parts: [null, 1, 'x', []] }];
	for (const wrong of nonsense) {
		const { text } = await read(
			{ candidates: wrong },
			{ candidates: [wrong, { content: wrong, citationMetadata: wrong, groundingMetadata: wrong }] },
			{
				candidates: [{ citationMetadata: { citationSources: wrong }, groundingMetadata: { groundingChunks: [wrong] } }],
			},
			of([{ functionCall: wrong }, { inlineData: wrong }, { executableCode: wrong }, { text: wrong }]),
			{ usageMetadata: wrong, modelVersion: wrong, responseId: wrong },
			of([{ text: 'Whole' }], stop),
		);
		assert.ok(text.endsWith('Whole'));
	}
});
