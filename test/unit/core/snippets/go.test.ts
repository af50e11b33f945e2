import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { generateContentRequest } from '../../../../src/core/gemini/developerApi.ts';
import { snippetOf } from '../../../../src/core/snippets/snippetOf.ts';
import { type Emulator, startEmulator } from '../../../emulator/emulator.ts';
import { accessTokenOf, fullDraft, hostilePrompts, missing, profiles, run, saved } from './snippetSupport.ts';

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());

const go = await missing('go', 'version');
// Without Go there is nothing to run it with; what stands in it is looked at all the same, here and in quoting.test.ts.
for (const isStreamed of go ? [] : [false, true]) {
	test(`with a token it runs and sends the request of the panel${isStreamed ? ', streamed' : ''}`, async (t) => {
		const draft = fullDraft({ prompt: hostilePrompts.join('\n') });
		const profile = { ...profiles['access-token'], baseUrl: emulator.origin };
		const { folder, path } = await saved(t, snippetOf('go', { draft, profile, isStreamed }));
		const env = { GEMINI_ACCESS_TOKEN: await accessTokenOf(emulator) };
		const { code, stderr } = await run('go', ['run', path], { folder, env });
		assert.equal(code, 0, stderr);
		assert.deepEqual(emulator.calls.at(-1)?.body, JSON.parse(generateContentRequest(draft).body ?? ''));
		const unset = await run('go', ['run', path], { folder });
		assert.notEqual(unset.code, 0);
		assert.match(unset.stderr, /GEMINI_ACCESS_TOKEN is not set/);
	});
}

const gofmt = await missing('gofmt', '-l', import.meta.dirname);
test('every form is a whole program, formatted as gofmt has it where that is there', async (t) => {
	for (const profile of Object.values(profiles)) {
		for (const different of [{}, { baseUrl: 'https://gateway.example', quotaProject: 'p' }]) {
			const request = { draft: fullDraft(), profile: { ...profile, ...different }, isStreamed: true };
			const snippet = snippetOf('go', request);
			assert.match(
				snippet.text,
				/^package main\n\nimport \(\n(?:\t.*\n|\n)+\)\n[\s\S]*\nfunc main\(\) \{\n[\s\S]*\n\}\n$/,
			);
			if (gofmt) {
				continue;
			}
			const { folder, path } = await saved(t, snippet);
			const { code, stdout, stderr } = await run('gofmt', ['-d', path], { folder });
			assert.deepEqual([code, stdout, stderr], [0, '', '']);
		}
	}
});
