import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { generateContentRequest } from '../../../../src/core/gemini/developerApi.ts';
import type { SnippetRequest } from '../../../../src/core/snippets/snippet.ts';
import { snippetOf } from '../../../../src/core/snippets/snippetOf.ts';
import { root } from '../../../bed/paths.ts';
import { type Emulator, startEmulator } from '../../../emulator/emulator.ts';
import { accessTokenOf, fullDraft, hostilePrompts, profiles, run, saved } from './snippetSupport.ts';

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());

/** Runs the collection as Postman's own runner does, with the value filled in where the environment has the place for it. */
async function runCollection(t: TestContext, request: SnippetRequest, secret: string) {
	const snippet = snippetOf('postman', request);
	const { folder, path } = await saved(t, snippet);
	const environment = JSON.parse(snippet.environment ?? '');
	assert.equal(environment.values[0].value, '');
	environment.values[0].value = secret;
	const environmentPath = join(folder, 'environment.json');
	await writeFile(environmentPath, JSON.stringify(environment));
	const newman = join(root, 'node_modules/newman/bin/newman.js');
	return run(process.execPath, [newman, 'run', path, '-e', environmentPath, '--color', 'off'], { folder });
}

for (const isStreamed of [false, true]) {
	test(`a collection sends the request of the panel${isStreamed ? ', streamed' : ''}`, async (t) => {
		const draft = fullDraft({ prompt: hostilePrompts.join('\n'), system: String(hostilePrompts[4]) });
		const profile = { ...profiles['api-key'], baseUrl: emulator.origin };
		const { code, stdout } = await runCollection(t, { draft, profile, isStreamed }, emulator.keys.valid);
		assert.equal(code, 0, stdout);
		const call = emulator.calls.at(-1);
		assert.equal(call?.status, 200, stdout);
		assert.deepEqual(call?.body, JSON.parse(generateContentRequest(draft).body ?? ''));
		assert.match(call?.path ?? '', isStreamed ? /:streamGenerateContent$/ : /:generateContent$/);
	});
}

test('a collection sends a token as a bearer', async (t) => {
	const profile = { ...profiles.impersonation, baseUrl: emulator.origin };
	const request = { draft: fullDraft(), profile, isStreamed: false };
	await runCollection(t, request, await accessTokenOf(emulator));
	const call = emulator.calls.at(-1);
	assert.deepEqual([call?.status, call?.credentials.map(({ kind }) => kind)], [200, ['bearer']]);
});

test('a collection whose variable is empty fails and names it', async (t) => {
	const profile = { ...profiles['api-key'], baseUrl: emulator.origin };
	const { code, stdout } = await runCollection(t, { draft: fullDraft(), profile, isStreamed: false }, '');
	assert.notEqual(code, 0);
	assert.match(stdout, /GEMINI_API_KEY is not set/);
});
