import assert from 'node:assert/strict';
import { test } from 'node:test';
import { snippetOf } from '../../../../src/core/snippets/snippetOf.ts';
import { scratchFolder } from '../secretSources/scratchFolder.ts';
import { aDraft, fullDraft, hostilePrompts, missing, profiles, run, saved } from './snippetSupport.ts';

const skip = await missing('python3', '--version');
const { 'api-key': key, 'access-token': token, adc } = profiles;

for (const id of ['python', 'openai-python'] as const) {
	test(`${id}: every form compiles`, { skip }, async (t) => {
		const folder = await scratchFolder(t);
		for (const profile of [key, token, adc, { ...key, baseUrl: 'https://gateway.example', quotaProject: 'p' }]) {
			for (const isStreamed of [false, true]) {
				for (const draft of [aDraft(), fullDraft({ prompt: hostilePrompts.join('\n'), thinking: 'minimal' })]) {
					const { path } = await saved(t, snippetOf(id, { draft, profile, isStreamed }), folder);
					const { code, stderr } = await run('python3', ['-m', 'py_compile', path], { folder });
					assert.equal(code, 0, stderr);
				}
			}
		}
	});
}
