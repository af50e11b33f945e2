import assert from 'node:assert/strict';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { generateContentRequest } from '../../../../src/core/gemini/developerApi.ts';
import type { Profile } from '../../../../src/core/profiles/profile.ts';
import type { SnippetId, SnippetRequest } from '../../../../src/core/snippets/snippet.ts';
import { snippetOf } from '../../../../src/core/snippets/snippetOf.ts';
import { root } from '../../../bed/paths.ts';
import { type Emulator, startEmulator } from '../../../emulator/emulator.ts';
import { localServer } from '../../../fakes/localServer.ts';
import { scratchFolder } from '../secretSources/scratchFolder.ts';
import { accessTokenOf, fullDraft, hostilePrompts, profiles, run, saved } from './snippetSupport.ts';

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());

/** Runs a snippet beside the packages that it takes. */
async function runSnippet(t: TestContext, id: SnippetId, request: SnippetRequest, env: Record<string, string>) {
	const folder = await scratchFolder(t);
	await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
	const { path } = await saved(t, snippetOf(id, request), folder);
	return run(process.execPath, [path], { folder, env });
}

const at = <P extends Profile>(profile: P): P => ({ ...profile, baseUrl: emulator.origin });

for (const isStreamed of [false, true]) {
	test(`Google’s library sends the request of the panel${isStreamed ? ', streamed' : ''}`, async (t) => {
		const draft = fullDraft({ prompt: hostilePrompts.join('\n'), system: String(hostilePrompts[0]) });
		const request = { draft, profile: at(profiles['api-key']), isStreamed };
		const { code, stdout, stderr } = await runSnippet(t, 'javascript', request, {
			GEMINI_API_KEY: emulator.keys.valid,
		});
		assert.equal(code, 0, stderr);
		assert.notEqual(stdout.trim(), '');
		const call = emulator.calls.at(-1);
		assert.deepEqual(call?.body, JSON.parse(generateContentRequest(draft).body ?? ''));
		assert.match(call?.path ?? '', isStreamed ? /:streamGenerateContent$/ : /:generateContent$/);
	});
}

test('Google’s library sends a token, and not the key that lies in the environment', async (t) => {
	const request = { draft: fullDraft(), profile: at(profiles['oauth-user']), isStreamed: false };
	const env = { GEMINI_ACCESS_TOKEN: await accessTokenOf(emulator), GEMINI_API_KEY: emulator.keys.leaked };
	const { code, stdout, stderr } = await runSnippet(t, 'javascript', request, env);
	assert.equal(code, 0, stdout + stderr);
	assert.deepEqual(
		emulator.calls.at(-1)?.credentials.map(({ kind }) => kind),
		['bearer'],
	);
});

test('Google’s library finds default credentials', async (t) => {
	const token = await accessTokenOf(emulator);
	await using tokens = await localServer((_, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ access_token: token, expires_in: 3600, token_type: 'Bearer' }));
	});
	const folder = await scratchFolder(t);
	const file = join(folder, 'adc.json');
	await writeFile(join(folder, 'proof'), 'a proof');
	await writeFile(
		file,
		JSON.stringify({
			type: 'external_account',
			audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/x',
			subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
			token_url: `${tokens.origin}/token`,
			credential_source: { file: join(folder, 'proof') },
		}),
	);
	const request = { draft: fullDraft(), profile: at(profiles.adc), isStreamed: true };
	// With a project the library does not ask Google for one.
	const env = { GOOGLE_APPLICATION_CREDENTIALS: file, GOOGLE_CLOUD_PROJECT: 'p' };
	const { code, stderr } = await runSnippet(t, 'javascript', request, env);
	assert.equal(code, 0, stderr);
	assert.deepEqual(
		emulator.calls.at(-1)?.credentials.map(({ kind }) => kind),
		['bearer'],
	);
});

test('without its variable nothing is sent, and the error names it', async (t) => {
	for (const id of ['javascript', 'openai-javascript'] as const) {
		for (const [profile, variable] of [
			[profiles['api-key'], 'GEMINI_API_KEY'],
			[profiles['access-token'], 'GEMINI_ACCESS_TOKEN'],
		] as const) {
			const { code, stderr } = await runSnippet(
				t,
				id,
				{ draft: fullDraft(), profile: at(profile), isStreamed: false },
				{},
			);
			assert.notEqual(code, 0);
			assert.match(stderr, new RegExp(`${variable} is not set`));
		}
	}
});

// The emulator has no endpoint of OpenAI's: a small server stands for it, which shows what arrives.
for (const isStreamed of [false, true]) {
	test(`OpenAI’s library sends the same request in its terms${isStreamed ? ', streamed' : ''}`, async (t) => {
		const arrived: { url: string | undefined; method: string | undefined; headers: object; body: string }[] = [];
		await using endpoint = await localServer(async (message, response) => {
			let body = '';
			for await (const chunk of message.setEncoding('utf8')) {
				body += chunk;
			}
			arrived.push({ url: message.url, method: message.method, headers: message.headers, body });
			const choice = isStreamed ? { delta: { content: 'hi' } } : { message: { role: 'assistant', content: 'hi' } };
			const answer = JSON.stringify({ id: '1', choices: [{ index: 0, ...choice }] });
			response.setHeader('content-type', isStreamed ? 'text/event-stream' : 'application/json');
			response.end(isStreamed ? `data: ${answer}\n\ndata: [DONE]\n\n` : answer);
		});
		const draft = fullDraft({ prompt: hostilePrompts.slice(0, 7).join('\n') });
		const profile = { ...profiles['api-key'], baseUrl: endpoint.origin, quotaProject: 'my-project' };
		const { code, stdout, stderr } = await runSnippet(
			t,
			'openai-javascript',
			{ draft, profile, isStreamed },
			{ GEMINI_API_KEY: 'the-key', OPENAI_ORG_ID: 'org', OPENAI_PROJECT_ID: 'project' },
		);
		assert.equal(code, 0, stderr);
		assert.equal(stdout.trim(), 'hi');
		const [call, ...others] = arrived;
		assert.deepEqual(others, []);
		assert.deepEqual([call?.method, call?.url], ['POST', '/v1beta/openai/chat/completions']);
		const headers = new Headers(call?.headers as Record<string, string>);
		assert.equal(headers.get('authorization'), 'Bearer the-key');
		assert.equal(headers.get('x-goog-user-project'), 'my-project');
		assert.equal(headers.get('openai-organization'), null);
		assert.equal(headers.get('openai-project'), null);
		assert.deepEqual(JSON.parse(call?.body ?? ''), {
			model: draft.model,
			messages: [
				{ role: 'system', content: draft.system },
				{ role: 'user', content: draft.prompt },
			],
			temperature: 0.5,
			max_tokens: 100,
			extra_body: { google: { thinking_config: { thinking_level: 'low' } } },
			...(isStreamed ? { stream: true } : {}),
		});
	});
}
