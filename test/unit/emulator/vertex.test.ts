import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, GoogleGenAI } from '@google/genai';
import { OAuth2Client } from 'google-auth-library';
import type { Emulator } from '../../emulator/emulator.ts';
import { cloudPlatform, retriever } from '../../emulator/oauth/scopes.ts';
import { bearer } from './machineSupport.ts';
import { signedIn } from './oauthSupport.ts';
import { emulatorFor, errorOf, userSays } from './support.ts';

const predict = 'aiplatform.endpoints.predict';
const project = 'latchkey-emulator';
const model = 'gemini-2.5-flash';

const runnerToken = (emulator: Emulator) => emulator.serviceAccounts.giveToken(emulator.serviceAccounts.seeded.runner);

/** Google's own client in its Vertex AI mode, with a token of the seeded service account. */
function clientOf(emulator: Emulator, location: string): GoogleGenAI {
	const authClient = new OAuth2Client();
	authClient.setCredentials({ access_token: runnerToken(emulator) });
	return new GoogleGenAI({
		vertexai: true,
		project,
		location,
		googleAuthOptions: { authClient },
		httpOptions: { baseUrl: emulator.origin },
	});
}

/** POSTs `Hi` to a model. */
const ask = (
	emulator: Emulator,
	headers: Record<string, string>,
	{ at = `projects/${project}/locations/us-central1/`, id = model, method = 'generateContent' } = {},
) =>
	fetch(`${emulator.origin}/v1beta1/${at}publishers/google/models/${id}:${method}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(userSays('Hi')),
	});

test("Google's client asks, streams, counts and lists in its Vertex AI mode", async (t) => {
	const emulator = await emulatorFor(t);
	for (const location of ['us-central1', 'global', 'eu']) {
		const { models } = clientOf(emulator, location);
		assert.match(
			(await models.generateContent({ model, contents: 'Where is the key?' })).text ?? '',
			/“Where is the key\?”/,
		);
		assert.match(emulator.calls.at(-1)?.path ?? '', new RegExp(`^/v1beta1/projects/${project}/locations/${location}/`));
		let text = '';
		for await (const chunk of await models.generateContentStream({ model, contents: 'Hi' })) {
			text += chunk.text ?? '';
		}
		assert.match(text, /“Hi”/);
		assert.equal((await models.countTokens({ model, contents: 'Where is the key?' })).totalTokens, 6);
		const names: (string | undefined)[] = [];
		for await (const each of await models.list({ config: { pageSize: 3 } })) {
			names.push(each.name);
		}
		assert.ok(names.includes(`publishers/google/models/${model}`));
		assert.ok(!names.some((name) => name?.endsWith('-latest')));
	}
});

test("Google's client asks in express mode with a bound key", async (t) => {
	const emulator = await emulatorFor(t);
	const { models } = new GoogleGenAI({
		vertexai: true,
		apiKey: emulator.keys.validAuth,
		httpOptions: { baseUrl: emulator.origin },
	});
	assert.match((await models.generateContent({ model: 'gemini-3.8-flash', contents: 'Hi' })).text ?? '', /“Hi”/);
	assert.equal(emulator.calls.at(-1)?.path, '/v1beta1/publishers/google/models/gemini-3.8-flash:generateContent');
});

test("a model that is in no single region is missing there, in the client's words too", async (t) => {
	const emulator = await emulatorFor(t);
	const newest = 'gemini-3.8-flash';
	assert.ok((await clientOf(emulator, 'global').models.generateContent({ model: newest, contents: 'Hi' })).text);
	for (const location of ['us-central1', 'moon-central1']) {
		await assert.rejects(
			clientOf(emulator, location).models.generateContent({ model: newest, contents: 'Hi' }),
			(error: unknown) =>
				error instanceof ApiError &&
				error.status === 404 &&
				error.message.includes(
					`Publisher Model \`projects/${project}/locations/${location}/publishers/google/models/${newest}\` was not found or your project does not have access to it.`,
				),
		);
	}
});

const refusals: readonly (readonly [
	what: string,
	headers: (emulator: Emulator) => Record<string, string>,
	where: Parameters<typeof ask>[2],
	code: number,
	reason: string | undefined,
	text: RegExp,
])[] = [
	['nothing', () => ({}), {}, 401, 'CREDENTIALS_MISSING', /missing required authentication credential/],
	[
		'a standard key',
		({ keys }) => ({ 'x-goog-api-key': keys.valid }),
		{},
		401,
		'CREDENTIALS_MISSING',
		/^API keys are not supported by this API\./,
	],
	['an unknown key', () => ({ 'x-goog-api-key': 'AQ.nobody' }), {}, 400, 'API_KEY_INVALID', /API key not valid/],
	[
		'a key and a token',
		(emulator) => ({ 'x-goog-api-key': emulator.keys.validAuth, ...bearer(runnerToken(emulator)) }),
		{},
		400,
		undefined,
		/Multiple authentication credentials/,
	],
	[
		'a bound key for another project',
		({ keys }) => ({ 'x-goog-api-key': keys.validAuth }),
		{ at: 'projects/latchkey-emulator-two/locations/global/' },
		403,
		'IAM_PERMISSION_DENIED',
		/aiplatform\.endpoints\.predict/,
	],
	[
		'a token that is none',
		() => bearer('nonsense'),
		{},
		401,
		'ACCESS_TOKEN_TYPE_UNSUPPORTED',
		/invalid authentication/,
	],
	[
		'a token for a project that is not there',
		(emulator) => bearer(runnerToken(emulator)),
		{ at: 'projects/nobody-has-this/locations/global/' },
		403,
		'CONSUMER_INVALID',
		/Permission denied on resource project nobody-has-this/,
	],
	[
		'a token for a project whose models it may not ask',
		(emulator) => bearer(runnerToken(emulator)),
		{ at: 'projects/latchkey-emulator-two/locations/global/' },
		403,
		'IAM_PERMISSION_DENIED',
		/'\/\/aiplatform\.googleapis\.com\/projects\/latchkey-emulator-two\/locations\/global\/publishers\/google\/models\/gemini-2\.5-flash' \(or it may not exist\)/,
	],
	[
		'the quota of somebody else',
		(emulator) => ({ ...bearer(runnerToken(emulator)), 'x-goog-user-project': 'latchkey-emulator-two' }),
		{},
		403,
		'USER_PROJECT_DENIED',
		/does not have required permission to use project/,
	],
	[
		'a token without a project',
		(emulator) => bearer(runnerToken(emulator)),
		{ at: '' },
		403,
		'CONSUMER_INVALID',
		/Permission denied/,
	],
];

for (const [what, headers, where, code, reason, text] of refusals) {
	test(`${what} is refused as Vertex AI refuses it`, async (t) => {
		const emulator = await emulatorFor(t);
		const response = await ask(emulator, headers(emulator), where);
		const error = await errorOf(response);
		assert.equal(response.status, code);
		assert.match(error.message, text);
		assert.equal(error.details?.find((each) => each.reason !== undefined)?.reason, reason);
	});
}

test('a person asks with the scope for it alone, and lists models for a project that is named', async (t) => {
	const emulator = await emulatorFor(t);
	const { access_token: token } = await signedIn(emulator, { scope: cloudPlatform });
	assert.equal((await ask(emulator, bearer(token))).status, 200);
	const list = (headers: object) =>
		fetch(`${emulator.origin}/v1beta1/publishers/google/models`, { headers: { ...bearer(token), ...headers } });
	const refused = await list({});
	assert.equal(refused.status, 403);
	assert.match((await errorOf(refused)).message, /requires a quota project/);
	assert.equal((await list({ 'x-goog-user-project': project })).status, 200);
	const { access_token: other } = await signedIn(emulator, { scope: retriever });
	const unscoped = await ask(emulator, bearer(other));
	assert.equal((await errorOf(unscoped)).details?.[0]?.reason, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT');
});

test('what is allowed and forbidden is followed', async (t) => {
	const emulator = await emulatorFor(t);
	const grant = { permission: predict, member: emulator.serviceAccounts.seeded.runner };
	emulator.projects.forbid(grant);
	assert.equal((await ask(emulator, bearer(runnerToken(emulator)))).status, 403);
	emulator.projects.allow(grant);
	assert.equal((await ask(emulator, bearer(runnerToken(emulator)))).status, 200);
});

test('a stream without alt=sse is an array, and so is its error', async (t) => {
	const emulator = await emulatorFor(t);
	const body = await (await ask(emulator, {}, { method: 'streamGenerateContent' })).text();
	assert.ok(Array.isArray(JSON.parse(body)));
	assert.ok(
		Array.isArray(
			await (await ask(emulator, bearer(runnerToken(emulator)), { method: 'streamGenerateContent' })).json(),
		),
	);
});
