import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKeyCredential } from '../../../src/core/credentials/apiKey.ts';
import { callerFor } from '../../../src/core/credentials/callerFor.ts';
import {
	countTokensRequest,
	generateContentRequest,
	listModelsRequest,
	streamGenerateContentRequest,
} from '../../../src/core/gemini/developerApi.ts';
import { isLocation, isProject, readTarget, type Target } from '../../../src/core/gemini/target.ts';
import { hostOf, kindsFor, type Place } from '../../../src/core/gemini/targets.ts';
import { targetOf } from '../../../src/core/profiles/profileWords.ts';
import { readProfile } from '../../../src/core/profiles/readProfile.ts';
import { systemRandom } from '../../../src/net/platform.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { ScriptedTransport } from '../../fakes/scriptedTransport.ts';
import { aProfile } from './aProfile.ts';
import { answerOf, draft as profileDraft, setUp } from './profileSupport.ts';

const draft = { model: 'gemini-x', prompt: 'Hello' };
const vertexIn = (location: string): Target => ({ kind: 'vertex', project: 'my-project', location });

/** Each kind of target with the addresses of its calls, without scheme. */
const addresses: readonly (readonly [name: string, place: Place, stream: string, list: string])[] = [
	[
		'the Developer API',
		{},
		'generativelanguage.googleapis.com/v1beta/models/gemini-x:streamGenerateContent?alt=sse',
		'generativelanguage.googleapis.com/v1beta/models?pageSize=1000',
	],
	[
		'Vertex AI in a region',
		{ target: vertexIn('us-central1') },
		'us-central1-aiplatform.googleapis.com/v1beta1/projects/my-project/locations/us-central1/publishers/google/models/gemini-x:streamGenerateContent?alt=sse',
		'us-central1-aiplatform.googleapis.com/v1beta1/publishers/google/models?pageSize=100',
	],
	[
		'Vertex AI in a multi-region',
		{ target: vertexIn('eu') },
		'aiplatform.eu.rep.googleapis.com/v1beta1/projects/my-project/locations/eu/publishers/google/models/gemini-x:streamGenerateContent?alt=sse',
		'aiplatform.eu.rep.googleapis.com/v1beta1/publishers/google/models?pageSize=100',
	],
	[
		'Vertex AI everywhere',
		{ target: vertexIn('global') },
		'aiplatform.googleapis.com/v1beta1/projects/my-project/locations/global/publishers/google/models/gemini-x:streamGenerateContent?alt=sse',
		'aiplatform.googleapis.com/v1beta1/publishers/google/models?pageSize=100',
	],
	[
		'Vertex AI in express mode',
		{ target: { kind: 'vertex-express' } },
		'aiplatform.googleapis.com/v1beta1/publishers/google/models/gemini-x:streamGenerateContent?alt=sse',
		'aiplatform.googleapis.com/v1beta1/publishers/google/models?pageSize=100',
	],
	[
		'the endpoint of OpenAI’s kind',
		{ target: { kind: 'openai' } },
		'generativelanguage.googleapis.com/v1beta/openai/chat/completions',
		'generativelanguage.googleapis.com/v1beta/openai/models',
	],
	[
		'Vertex AI behind a gateway',
		{ target: vertexIn('us-central1'), baseUrl: 'https://gateway.example:8443/g' },
		'gateway.example:8443/g/v1beta1/projects/my-project/locations/us-central1/publishers/google/models/gemini-x:streamGenerateContent?alt=sse',
		'gateway.example:8443/g/v1beta1/publishers/google/models?pageSize=100',
	],
];

for (const [name, place, stream, list] of addresses) {
	test(`${name} is asked at its own address, and the key goes to that host alone`, () => {
		assert.equal(streamGenerateContentRequest(draft, place).url, `https://${stream}`);
		assert.equal(listModelsRequest(undefined, place).url, `https://${list}`);
		assert.deepEqual(apiKeyCredential('the-key', place).allowedHosts, [new URL(`https://${list}`).host]);
		assert.equal(hostOf(place), new URL(`https://${list}`).host);
	});
}

test('a key travels in Google’s own header, and as Bearer where OpenAI’s terms are spoken', () => {
	const sentTo = (place: Place) => apiKeyCredential('the-key', place);
	assert.equal(`${sentTo({}).header}: ${sentTo({}).value}`, 'x-goog-api-key: the-key');
	const openAi = sentTo({ target: { kind: 'openai' } });
	assert.equal(`${openAi.header}: ${openAi.value}`, 'authorization: Bearer the-key');
});

test('counting and whole answers have their methods at Vertex AI too', () => {
	const at = { target: vertexIn('global') };
	assert.match(
		countTokensRequest(draft, at).url,
		/\/locations\/global\/publishers\/google\/models\/gemini-x:countTokens$/,
	);
	assert.match(generateContentRequest(draft, at).url, /\/models\/gemini-x:generateContent$/);
	const named = { ...draft, model: 'publishers/google/models/gemini-x' };
	assert.equal(generateContentRequest(named, at).url, generateContentRequest(draft, at).url);
});

const badLocations = [
	'',
	'evil.example/',
	'evil.example#',
	'us-central1.evil.example',
	'us-central1/../..',
	'x@evil.example:80',
	'US-CENTRAL1',
	'us_central1',
	'us-central1 ',
	'asia',
	'локация-central1',
	7,
	null,
];
for (const location of badLocations) {
	test(`no host is made of the location ${JSON.stringify(location)}`, () => {
		assert.equal(isLocation(location), false);
		assert.equal(readTarget({ kind: 'vertex', project: 'my-project', location }), undefined);
	});
}

test('projects are ids or numbers, and nothing that leads elsewhere', () => {
	for (const project of ['my-project', 'my-project-1234', 'example.com:my-project', '100000000001']) {
		assert.ok(isProject(project), project);
	}
	for (const project of [
		'',
		'..',
		'a/b',
		'My Project',
		'x',
		'my-project/locations/x',
		'my-project?',
		'-project',
		5,
		null,
	]) {
		assert.ok(!isProject(project), String(project));
	}
});

test('a stored target is read strictly: a profile with one that is not understood is not used elsewhere instead', () => {
	const target = vertexIn('europe-west4');
	assert.deepEqual(readProfile({ ...aProfile(), target: { ...target, more: 1 } }), aProfile({ target }));
	for (const wrong of [
		'vertex',
		{},
		{ kind: 'vertex' },
		{ kind: 'moon' },
		null,
		{ ...target, location: 'evil.example/' },
	]) {
		assert.equal(readProfile({ ...aProfile(), target: wrong }), undefined, JSON.stringify(wrong));
	}
});

test('express mode takes a key and no token', () => {
	assert.ok(kindsFor('key').includes('vertex-express'));
	assert.deepEqual(kindsFor('token'), ['developer', 'vertex', 'openai']);
});

test('the words of a target begin with the host that the credential goes to', () => {
	assert.deepEqual(
		[{}, { target: vertexIn('us-central1') }, { target: { kind: 'vertex-express' } as const }].map((place) =>
			targetOf(aProfile(place)),
		),
		[
			'generativelanguage.googleapis.com',
			'us-central1-aiplatform.googleapis.com (Vertex AI, us-central1, my-project)',
			'aiplatform.googleapis.com (Vertex AI in express mode)',
		],
	);
});

test('a profile that is to be used elsewhere counts as unverified again, and its caller asks there', async () => {
	const { store } = setUp({});
	const added = await answerOf(store.add(profileDraft('Work'), 'the-key'));
	const checked = await answerOf(store.recordCheck(added, { at: 1, state: 'valid' }));
	const renamed = await answerOf(store.edit(checked.id, { name: 'Other', target: { kind: 'developer' } }));
	assert.equal(renamed.lastCheck?.state, 'valid');
	const moved = await answerOf(store.edit(checked.id, { target: vertexIn('us') }));
	assert.equal(moved.lastCheck, undefined);
	const bed = { store, clock: new ManualClock(), random: systemRandom, transport: new ScriptedTransport(new Error()) };
	const unused = () => assert.fail('a key in the vault needs neither');
	const caller = await answerOf(
		callerFor({ ...bed, signIn: unused, secrets: unused }, moved, new AbortController().signal),
	);
	assert.deepEqual(caller.place, { target: vertexIn('us') });
	assert.deepEqual(caller.credential?.allowedHosts, ['aiplatform.us.rep.googleapis.com']);
});
