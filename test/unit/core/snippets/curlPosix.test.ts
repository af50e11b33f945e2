import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { generateContentRequest } from '../../../../src/core/gemini/developerApi.ts';
import { snippetOf } from '../../../../src/core/snippets/snippetOf.ts';
import { type Emulator, startEmulator } from '../../../emulator/emulator.ts';
import { accessTokenOf, fullDraft, hostilePrompts, missing, profiles, run, saved } from './snippetSupport.ts';

const skip = (await missing('bash', '--version')) || (await missing('curl', '--version'));
let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());

for (const [index, prompt] of hostilePrompts.entries()) {
	for (const isStreamed of [false, true]) {
		test(`prompt ${index}${isStreamed ? ', streamed,' : ''} arrives as it is written`, { skip }, async (t) => {
			const draft = fullDraft({ prompt, system: prompt.slice(0, 200) });
			const profile = { ...profiles['api-key'], baseUrl: emulator.origin };
			const { folder, path } = await saved(t, snippetOf('curl-posix', { draft, profile, isStreamed }));
			const { code, stdout, stderr } = await run('bash', [path], {
				folder,
				env: { GEMINI_API_KEY: emulator.keys.valid },
			});
			assert.equal(code, 0, stdout + stderr);
			const call = emulator.calls.at(-1);
			assert.deepEqual(call?.body, JSON.parse(generateContentRequest(draft).body ?? ''));
			assert.match(call?.path ?? '', isStreamed ? /:streamGenerateContent$/ : /:generateContent$/);
			assert.deepEqual(
				call?.credentials.map(({ kind }) => kind),
				['header-key'],
			);
			assert.match(stdout, isStreamed ? /^data: / : /^\{/);
			assert.deepEqual(await readdir(folder), ['request.sh']);
		});
	}
}

test('a token goes into its header, with the project whose quota is used', { skip }, async (t) => {
	const draft = fullDraft();
	const profile = { ...profiles.adc, baseUrl: emulator.origin, quotaProject: '123' };
	emulator.oauth.addProject('123');
	const { folder, path } = await saved(t, snippetOf('curl-posix', { draft, profile, isStreamed: true }));
	const env = { GEMINI_ACCESS_TOKEN: await accessTokenOf(emulator) };
	const { stdout } = await run('bash', [path], { folder, env });
	const call = emulator.calls.at(-1);
	assert.deepEqual(
		call?.credentials.map(({ kind }) => kind),
		['bearer'],
		stdout,
	);
	assert.ok(call?.headerNames.includes('x-goog-user-project'));
});

test('without its variable nothing is sent, and the shell names it', { skip }, async (t) => {
	for (const [profile, variable] of [
		[profiles['api-key'], 'GEMINI_API_KEY'],
		[profiles['access-token'], 'GEMINI_ACCESS_TOKEN'],
	] as const) {
		const request = { draft: fullDraft(), profile: { ...profile, baseUrl: emulator.origin }, isStreamed: false };
		const { folder, path } = await saved(t, snippetOf('curl-posix', request));
		const arrived = emulator.calls.length;
		const { code, stderr } = await run('bash', [path], { folder });
		assert.notEqual(code, 0);
		assert.match(stderr, new RegExp(variable));
		assert.equal(emulator.calls.length, arrived);
	}
});

test('what Google refuses ends with another code than 0', { skip }, async (t) => {
	const profile = { ...profiles['api-key'], baseUrl: emulator.origin };
	const { folder, path } = await saved(t, snippetOf('curl-posix', { draft: fullDraft(), profile, isStreamed: false }));
	const { code, stdout } = await run('bash', [path], { folder, env: { GEMINI_API_KEY: 'wrong' } });
	assert.equal(code, 22);
	assert.match(stdout, /API_KEY_INVALID/);
});
