import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { generateContentRequest } from '../../../../src/core/gemini/developerApi.ts';
import type { Draft } from '../../../../src/core/gemini/draft.ts';
import { snippetIds } from '../../../../src/core/snippets/snippet.ts';
import { snippetOf } from '../../../../src/core/snippets/snippetOf.ts';
import { root } from '../../../bed/paths.ts';
import { type Emulator, startEmulator } from '../../../emulator/emulator.ts';
import { scratchFolder } from '../secretSources/scratchFolder.ts';
import { aDraft, fullDraft, missing, profiles, run, saved } from './snippetSupport.ts';

// What the panel can set beyond a prompt and the usual settings is in every form, or the form says that it is not.

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());

const data = Buffer.from('a picture of a seed').toString('base64');
const whole = (different: Partial<Draft> = {}): Draft =>
	fullDraft({
		attachments: [{ name: 'dot.png', mimeType: 'image/png', data }],
		includeThoughts: true,
		stopSequences: ['THE-END', '\n\n'],
		seed: -4711,
		candidateCount: 2,
		responseMimeType: 'application/json',
		responseJsonSchema: {
			type: 'object',
			properties: { goodAnswer: { type: ['string', 'null'], enum: ['a', null] } },
			required: ['goodAnswer'],
			additionalProperties: false,
		},
		safety: { HARM_CATEGORY_HARASSMENT: 'BLOCK_NONE' },
		...different,
	});
const { 'api-key': key, 'access-token': token } = profiles;

for (const id of snippetIds) {
	for (const profile of [key, token]) {
		test(`${id} has every setting, for ${profile.method}`, () => {
			const { text } = snippetOf(id, { draft: whole(), profile, isStreamed: false });
			for (const part of ['THE-END', '-4711', 'goodAnswer', data]) {
				assert.ok(text.replaceAll('^', '').includes(part), part);
			}
			assert.match(text, /BLOCK_NONE|Not in here, since OpenAI has no word for it: safetySettings\./);
			assert.match(text, /include_?thoughts/i);
		});
	}
}

for (const id of ['openai-python', 'openai-javascript'] as const) {
	test(`${id} says nothing of settings that it has`, () => {
		const { text } = snippetOf(id, { draft: aDraft({ seed: 1 }), profile: key, isStreamed: false });
		assert.doesNotMatch(text, /Not in here/);
	});
}

for (const isStreamed of [false, true]) {
	test(`Google's library for JavaScript sends all of it as the panel does${isStreamed ? ', streamed' : ''}`, async (t) => {
		const profile = { ...key, baseUrl: emulator.origin };
		const draft = whole();
		const folder = await scratchFolder(t);
		await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
		const { path } = await saved(t, snippetOf('javascript', { draft, profile, isStreamed }), folder);
		const { code, stderr } = await run(process.execPath, [path], {
			folder,
			env: { GEMINI_API_KEY: emulator.keys.valid },
		});
		assert.equal(code, 0, stderr);
		const sent = emulator.calls.at(-1)?.body as Record<string, unknown>;
		const wanted = JSON.parse(generateContentRequest(draft).body ?? '');
		assert.deepEqual(sent['contents'], wanted.contents);
		assert.deepEqual(sent['generationConfig'], wanted.generationConfig);
		assert.deepEqual(sent['safetySettings'], wanted.safetySettings);
	});
}

const skip = await missing('python3', '--version');
test('Python compiles, takes files as bytes, and has its own words for yes, no and nothing', { skip }, async (t) => {
	for (const [id, profile] of [
		['python', key],
		['python', token],
		['openai-python', key],
	] as const) {
		const snippet = snippetOf(id, { draft: whole(), profile, isStreamed: true });
		const { folder, path } = await saved(t, snippet);
		const { code, stderr } = await run('python3', ['-m', 'py_compile', path], { folder });
		assert.equal(code, 0, stderr);
		assert.doesNotMatch(snippet.text, /\b(true|false|null),/);
	}
	const { text } = snippetOf('python', { draft: whole(), profile: key, isStreamed: false });
	assert.ok(text.includes(`base64.b64decode("${data}")`));
	assert.match(text, /"response_json_schema": \{[\s\S]*"goodAnswer": \{[\s\S]*"additionalProperties": False/);
	assert.match(text, /"safety_settings": \[/);
});

test('the usual settings go by Google’s libraries for Go and Java, more of them by plain requests with the key', () => {
	for (const [id, library, header] of [
		['go', 'google.golang.org/genai', 'request.Header.Set("x-goog-api-key", apiKey)'],
		['java', 'com.google.genai.Client', '.header("x-goog-api-key", apiKey)'],
	] as const) {
		const textOf = (draft: Draft) => snippetOf(id, { draft, profile: key, isStreamed: false }).text;
		assert.ok(textOf(fullDraft()).includes(library));
		assert.ok(!textOf(whole()).includes(library));
		assert.ok(textOf(whole()).includes(header));
	}
});
