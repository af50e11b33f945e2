import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import type { Target } from '../../../../src/core/gemini/target.ts';
import type { Profile } from '../../../../src/core/profiles/profile.ts';
import { type SnippetId, snippetIds } from '../../../../src/core/snippets/snippet.ts';
import { snippetOf } from '../../../../src/core/snippets/snippetOf.ts';
import { root } from '../../../bed/paths.ts';
import { type Emulator, startEmulator } from '../../../emulator/emulator.ts';
import { scratchFolder } from '../secretSources/scratchFolder.ts';
import { aDraft, missing, profiles, run, saved } from './snippetSupport.ts';

const noCurl = (await missing('bash', '--version')) || (await missing('curl', '--version'));
const noPython = await missing('python3', '--version');
let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());

const vertex: Target = { kind: 'vertex', project: 'latchkey-emulator', location: 'us-central1' };
const express: Target = { kind: 'vertex-express' };
const openAi: Target = { kind: 'openai' };
const { 'api-key': key, 'access-token': token, adc } = profiles;
const draft = aDraft({ model: 'gemini-2.5-flash' });

const inProject =
	/^\/v1beta1\/projects\/latchkey-emulator\/locations\/us-central1\/publishers\/google\/models\/gemini-2\.5-flash:/;
const ways: readonly (readonly [what: string, profile: () => Profile, path: RegExp, credential: string])[] = [
	['a token in a project', () => ({ ...token, target: vertex }), inProject, 'bearer'],
	['a bound key in a project', () => ({ ...key, target: vertex }), inProject, 'header-key'],
	[
		'a bound key in express mode',
		() => ({ ...key, target: express }),
		/^\/v1beta1\/publishers\/google\/models\//,
		'header-key',
	],
];

const env = () => ({
	GEMINI_API_KEY: emulator.keys.validAuth,
	GEMINI_ACCESS_TOKEN: emulator.serviceAccounts.giveToken(emulator.serviceAccounts.seeded.runner),
});

/** Runs a snippet with the program of its language. */
async function runSnippet(t: TestContext, id: SnippetId, program: string, profile: Profile, isStreamed: boolean) {
	const folder = await scratchFolder(t);
	await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
	const at = { ...profile, baseUrl: emulator.origin };
	const { path } = await saved(t, snippetOf(id, { draft, profile: at, isStreamed }), folder);
	return run(program, [path], { folder, env: env() });
}

for (const [what, profile, path, credential] of ways) {
	for (const isStreamed of [false, true]) {
		for (const [id, program, skip] of [
			['curl-posix', 'bash', noCurl],
			['javascript', process.execPath, false],
		] as const) {
			test(`${id}${isStreamed ? ', streamed' : ''}: ${what} reaches Vertex AI`, { skip }, async (t) => {
				const { code, stdout, stderr } = await runSnippet(t, id, program, profile(), isStreamed);
				assert.equal(code, 0, stdout + stderr);
				const call = emulator.calls.at(-1);
				assert.match(call?.path ?? '', path);
				assert.deepEqual(
					call?.credentials.map(({ kind }) => kind),
					[credential],
				);
			});
		}
	}
}

test('a key goes as Bearer where the panel speaks OpenAI’s terms, and nowhere beside it', {
	skip: noCurl,
}, async (t) => {
	for (const isStreamed of [false, true]) {
		const { code, stdout, stderr } = await runSnippet(t, 'curl-posix', 'bash', { ...key, target: openAi }, isStreamed);
		assert.equal(code, 0, stdout + stderr);
		const call = emulator.calls.at(-1);
		assert.equal(call?.path, '/v1beta/openai/chat/completions');
		assert.deepEqual(
			call?.credentials.map(({ kind }) => kind),
			['bearer'],
		);
	}
	const collection = JSON.parse(
		snippetOf('postman', { draft, profile: { ...key, target: openAi }, isStreamed: false }).text,
	);
	assert.equal(collection.item[0].request.auth.type, 'bearer');
});

test('Python says the place to the library, which finds the credential there', { skip: noPython }, async (t) => {
	for (const profile of [adc, token, key]) {
		for (const target of [vertex, express, openAi]) {
			for (const isStreamed of [false, true]) {
				const snippet = snippetOf('python', { draft, profile: { ...profile, target }, isStreamed });
				const { folder, path } = await saved(t, snippet);
				const { code, stderr } = await run('python3', ['-m', 'py_compile', path], { folder });
				assert.equal(code, 0, stderr);
			}
		}
	}
	const text = (profile: Profile, target: Target) =>
		snippetOf('python', { draft, profile: { ...profile, target }, isStreamed: false }).text;
	assert.match(text(adc, vertex), /vertexai=True,\n {4}project="latchkey-emulator",\n {4}location="us-central1",\n\)/);
	assert.match(text(token, vertex), /credentials=Credentials\(os\.environ\["GEMINI_ACCESS_TOKEN"\]\)/);
	assert.match(text(key, express), /vertexai=True,\n {4}api_key=/);
	// The library does not take both.
	assert.match(text(key, vertex), /session\.headers\["x-goog-api-key"\] = os\.environ/);
});

test('every form of a request at Vertex AI names the place, however it says it', () => {
	for (const id of snippetIds) {
		for (const profile of [adc, token, key]) {
			const { text } = snippetOf(id, { draft, profile: { ...profile, target: vertex }, isStreamed: false });
			assert.match(text, /latchkey-emulator/, id);
			assert.match(text, /us-central1/, id);
			assert.doesNotMatch(text, /generativelanguage/, id);
		}
	}
});
