import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKeyCredential } from '../../../src/core/credentials/apiKey.ts';
import { answered, failed } from '../../../src/core/outcome.ts';
import { countDraft } from '../../../src/core/panel/countDraft.ts';
import { type DraftFields, emptyFields } from '../../../src/core/panel/draftFields.ts';
import { readFromPage } from '../../../src/core/panel/readFromPage.ts';
import { RecordingAudit } from '../../fakes/recordingAudit.ts';
import { type Script, ScriptedTransport } from '../../fakes/scriptedTransport.ts';
import { aProfile } from './aProfile.ts';

type Ports = Parameters<typeof countDraft>[0];

async function count(script: Script, fields: Partial<DraftFields> = {}, different: Partial<Ports> = {}) {
	const transport = new ScriptedTransport(script);
	const audit = new RecordingAudit();
	const words = await countDraft(
		{
			activeProfile: async () => answered({ profile: aProfile(), by: 'window' } as never),
			mayUse: async () => true,
			callerFor: async (_, signal) => answered({ transport, credential: apiKeyCredential('k'), signal }),
			recordUse: () => undefined,
			audit,
			...different,
		},
		{ ...emptyFields, prompt: 'Hi', ...fields },
		{ proposedModel: 'one', modelFacts: [{ id: 'one', inputTokenLimit: 1_000 }], earlier: [] },
		new AbortController().signal,
	);
	const bodies = transport.sent.map(({ request }) => JSON.parse(request.body ?? ''));
	return { ...words, bodies, urls: transport.sent.map(({ request }) => request.url), audit };
}

const tokens = (totalTokens: unknown): Script => ({ chunks: [JSON.stringify({ totalTokens })] });

for (const [total, model, words, isFault] of [
	[999, '', '999 tokens of 1,000', false],
	[1_000, 'models/one', '1,000 tokens of 1,000', false],
	[1_234, '', '1,234 tokens: more than the 1,000 that the model takes.', true],
	[1, 'other', '1 token', false],
	[2_500, 'other', '2,500 tokens', false],
] as const) {
	test(`${total} tokens for the model “${model}” are told: ${words}`, async () => {
		const told = await count(tokens(total), { model });
		assert.deepEqual([told.words, told.isFault], [words, isFault]);
	});
}

test('contents are counted alone, and with a system instruction as the request that they are part of', async () => {
	const alone = await count(tokens(1), { temperature: '1' });
	assert.deepEqual(alone.bodies, [{ contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] }]);
	assert.match(alone.urls[0] ?? '', /models\/one:countTokens$/);
	const { bodies } = await count(tokens(1), { system: 'Be brief', temperature: '1', model: 'models/two' });
	assert.deepEqual(bodies, [
		{
			generateContentRequest: {
				model: 'models/two',
				contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
				systemInstruction: { parts: [{ text: 'Be brief' }] },
			},
		},
	]);
});

test('a use of the credential is on the record', async () => {
	const { audit } = await count(tokens(1));
	assert.equal(JSON.stringify(audit).match(/countTokens/g)?.length, 1);
});

const unused: readonly (readonly [string, Partial<DraftFields>, Partial<Ports>, RegExp])[] = [
	['an empty prompt', { prompt: ' ' }, {}, /^Type a prompt first\.$/],
	['a schema that is wrong', { schema: '{' }, {}, /^Line 1, column 2: /],
	['a person who declines', {}, { mayUse: async () => false }, /^Not counted\.$/],
	['no profile', {}, { activeProfile: async () => answered({ by: 'none' } as never) }, /choose or add a profile/],
	[
		'profiles that cannot be read',
		{},
		{ activeProfile: async () => failed({ cause: 'index-unreadable' } as never) },
		/^Not counted/,
	],
	['a fault of the house', {}, { callerFor: () => Promise.reject(new Error('x')) }, /^Not counted\.$/],
];
for (const [what, fields, ports, words] of unused) {
	test(`for ${what} nothing is sent, and the words say why`, async () => {
		const told = await count(tokens(1), fields, ports);
		assert.match(told.words, words);
		assert.equal(told.isFault, true);
		assert.equal(told.bodies.length, 0);
	});
}

test('what the server refuses or garbles is told as a fault', async () => {
	for (const script of [{ status: 403, chunks: ['{"error":{"code":403}}'] }, tokens('many')]) {
		const told = await count(script);
		assert.match(told.words, /^Not counted: .+\. .+/);
		assert.equal(told.isFault, true);
	}
});

test('a page’s question is parsed', () => {
	const fields = { ...emptyFields, prompt: 'Hi' };
	assert.deepEqual(readFromPage({ type: 'count', count: 3, fields, more: 1 }), { type: 'count', count: 3, fields });
	assert.deepEqual(readFromPage({ type: 'addFiles', fields }), { type: 'addFiles' });
	for (const wrong of [{ count: '3', fields }, { count: 1.5, fields }, { count: 1 }, { count: Number.NaN, fields }]) {
		assert.equal(readFromPage({ type: 'count', ...wrong }), undefined);
	}
});
