import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { generateContentRequest } from '../../../../src/core/gemini/developerApi.ts';
import { javaText } from '../../../../src/core/snippets/quoting/java.ts';
import { snippetOf } from '../../../../src/core/snippets/snippetOf.ts';
import { type Emulator, startEmulator } from '../../../emulator/emulator.ts';
import { scratchFolder } from '../secretSources/scratchFolder.ts';
import { accessTokenOf, fullDraft, hostilePrompts, missing, profiles, run, saved } from './snippetSupport.ts';

const skip = await missing('javac', '-version');
let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());

test('strings say what they were made of', { skip }, async (t) => {
	const folder = await scratchFolder(t);
	const texts = hostilePrompts.map((prompt) => prompt.replace(/\p{Surrogate}/gu, '\ufffd'));
	const prints = texts.map((text) => `System.out.write((${javaText(text)} + "\\0\\0").getBytes("UTF-8"));`);
	await writeFile(
		join(folder, 'Texts.java'),
		`class Texts {\n  public static void main(String[] args) throws Exception {\n${prints.join('\n')}\n  }\n}\n`,
	);
	const { stdout, stderr } = await run('java', ['Texts.java'], { folder });
	assert.deepEqual(stdout.split('\0\0').slice(0, -1), texts, stderr);
});

for (const isStreamed of [false, true]) {
	test(`with a token it runs and sends the request of the panel${isStreamed ? ', streamed' : ''}`, {
		skip,
	}, async (t) => {
		const short = hostilePrompts.filter((prompt) => prompt.length < 1_000).join('\n');
		const draft = fullDraft({ prompt: isStreamed ? hostilePrompts.join('\n') : short, system: short });
		const profile = { ...profiles['access-token'], baseUrl: emulator.origin };
		const { folder, path } = await saved(t, snippetOf('java', { draft, profile, isStreamed }));
		const env = { GEMINI_ACCESS_TOKEN: await accessTokenOf(emulator) };
		const { code, stderr } = await run('java', [path], { folder, env });
		assert.equal(code, 0, stderr);
		assert.deepEqual(emulator.calls.at(-1)?.body, JSON.parse(generateContentRequest(draft).body ?? ''));
		const unset = await run('java', [path], { folder });
		assert.notEqual(unset.code, 0);
		assert.match(unset.stderr, /GEMINI_ACCESS_TOKEN is not set/);
	});
}

test('with Google’s libraries it is Java, but for what those libraries would bring', { skip }, async (t) => {
	for (const profile of [
		profiles['api-key'],
		profiles.adc,
		{ ...profiles['api-key'], baseUrl: 'https://g.example', quotaProject: 'p' },
	]) {
		for (const isStreamed of [false, true]) {
			const draft = fullDraft({ prompt: hostilePrompts.join('\n') });
			const { folder, path } = await saved(t, snippetOf('java', { draft, profile, isStreamed }));
			const { stderr } = await run('javac', ['-proc:none', '-Xmaxerrs', '1000', path], { folder });
			const errors = stderr.split('\n').filter((line) => line.includes(': error: '));
			assert.ok(errors.length > 0);
			for (const error of errors) {
				assert.match(error, /package com\.google\.\S+ does not exist|cannot find symbol/);
			}
		}
	}
});
