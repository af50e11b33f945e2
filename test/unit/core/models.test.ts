import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKeyCredential } from '../../../src/core/credentials/apiKey.ts';
import { listModels } from '../../../src/core/gemini/calls.ts';
import { countTokensRequest, listModelsRequest } from '../../../src/core/gemini/developerApi.ts';
import { defaultModel, readModelPage } from '../../../src/core/gemini/models.ts';
import { type Script, ScriptedTransport } from '../../fakes/scriptedTransport.ts';

const model = (name: string, displayName = 'A model') => ({
	name,
	displayName,
	supportedGenerationMethods: ['generateContent'],
});
const page = (models: unknown, rest: object = {}): Script => ({ chunks: [JSON.stringify({ models, ...rest })] });

async function list(...pages: Script[]) {
	const transport = new ScriptedTransport(...pages);
	const signal = new AbortController().signal;
	const outcome = await listModels({ transport, credential: apiKeyCredential('the-secret-key'), signal });
	return { ids: outcome.kind === 'answered' ? outcome.value.map(({ id }) => id) : outcome, transport };
}

test('all pages are read, in order', async () => {
	const { ids, transport } = await list(page([model('models/a')], { nextPageToken: 't/ü' }), page([model('models/b')]));
	assert.deepEqual(ids, ['a', 'b']);
	assert.match(transport.sent[1]?.request.url ?? '', /pageToken=t%2F%C3%BC$/);
});

test('a server that lists without end is believed so far and no further', async () => {
	const endless = await list(page([model('models/a')], { nextPageToken: 'again' }));
	assert.equal((endless.ids as string[]).length, 20);
	const huge = await list(page(Array.from({ length: 200_000 }, (_, number) => model(`models/m${number}`))));
	assert.equal((huge.ids as string[]).length, 2_000);
});

test('names that are no model ids, or echo the key, are left out', async () => {
	const names = [
		'models/../../v1/files',
		'models/a b',
		'models/<b>',
		`models/${'x'.repeat(1000)}`,
		'models/the-secret-key',
	];
	const { ids } = await list(
		page([
			...names.map((name) => model(name)),
			model('models/ok'),
			model('models/no', 'the-secret-key'),
			{ ...model('models/nor'), description: 'the-secret-key' },
		]),
	);
	assert.deepEqual(ids, ['ok']);
});

test('what is no list of models is none', () => {
	for (const json of [null, [], 1, 'x', { models: {} }]) {
		assert.equal(readModelPage(json), undefined);
	}
	assert.deepEqual(readModelPage({}), { models: [] });
	assert.deepEqual(readModelPage({ models: [null, 1, {}, { name: 1 }] }), { models: [] });
});

test('what the server says about a model is kept as far as it makes sense', () => {
	const read = (said: object) => readModelPage({ models: [{ ...model('models/a'), ...said }] })?.models[0];
	const limits = {
		description: 'Quick.',
		inputTokenLimit: 1_048_576,
		outputTokenLimit: 65_536,
		thinking: true,
		temperature: 1,
		maxTemperature: 2,
		topP: 0.95,
		topK: 64,
	};
	assert.deepEqual(read(limits), { id: 'a', displayName: 'A model', ...limits });
	const nonsense = {
		description: 'x'.repeat(100_000),
		inputTokenLimit: -1,
		outputTokenLimit: '65536',
		thinking: 1,
		temperature: null,
		maxTemperature: {},
		topP: -1,
		topK: 1.5,
	};
	assert.deepEqual(read(nonsense), { id: 'a', displayName: 'A model', description: 'x'.repeat(1_000) });
});

test('the default is the alias Google keeps current, else the first of the list', () => {
	const named = (id: string) => ({ id, displayName: id });
	assert.equal(defaultModel([named('b'), named('gemini-flash-latest')]), 'gemini-flash-latest');
	assert.equal(defaultModel([named('b'), named('a')]), 'b');
	assert.equal(defaultModel([]), 'gemini-flash-latest');
});

test('no model id leaves its place in the URL', () => {
	const pathOf = (id: string) => new URL(countTokensRequest({ model: id, prompt: 'x' }).url).pathname;
	assert.equal(pathOf('models/gemini'), '/v1beta/models/gemini:countTokens');
	assert.equal(pathOf('tuned/one'), '/v1beta/models/tuned/one:countTokens');
	assert.equal(pathOf('models/../../v1/files/x'), '/v1beta/models/v1/files/x:countTokens');
	assert.equal(pathOf('a?key=b#c'), '/v1beta/models/a%3Fkey%3Db%23c:countTokens');
	assert.equal(pathOf('\ud800'), '/v1beta/models/%EF%BF%BD:countTokens');
	assert.match(listModelsRequest('\ud800').url, /pageToken=%EF%BF%BD$/);
});
