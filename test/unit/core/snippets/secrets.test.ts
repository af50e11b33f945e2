import assert from 'node:assert/strict';
import { test } from 'node:test';
import { snippetIds } from '../../../../src/core/snippets/snippet.ts';
import { snippetLabels } from '../../../../src/core/snippets/snippetLabels.ts';
import { snippetOf } from '../../../../src/core/snippets/snippetOf.ts';
import { aDraft, fullDraft, hostilePrompts, methods, profiles } from './snippetSupport.ts';

const requests = methods.flatMap((method) =>
	[false, true].map((isStreamed) => ({ draft: fullDraft(), profile: profiles[method], isStreamed })),
);

for (const id of snippetIds) {
	test(`${id}: every method has a snippet that names where its secret comes from, with no key in the URL`, () => {
		for (const request of requests) {
			const { text, fileName, language, needs } = snippetOf(id, request);
			const isKey = request.profile.method === 'api-key';
			assert.match(
				text,
				isKey ? /GEMINI_API_KEY/ : /GEMINI_ACCESS_TOKEN|google\.auth|GoogleAuth|GoogleCredential|google\.DefaultClient/,
			);
			assert.doesNotMatch(text, /[?&]key=/);
			assert.ok(fileName !== '' && language !== '');
			assert.ok(needs.length > 0 && needs.every((sentence) => sentence !== ''));
		}
	});

	test(`${id}: nothing of a profile but its traits gets into the text`, () => {
		// A profile has no secret; what it says of one stays out as well.
		for (const request of requests) {
			const marked = {
				...request.profile,
				name: 'MARKER',
				id: 'MARKER',
				secretVersion: 'MARKER',
				...('source' in request.profile || request.profile.method === 'api-key'
					? { source: { kind: 'dotenv', path: 'MARKER', name: 'MARKER' } }
					: {}),
				secret: 'MARKER',
			};
			const { text, environment = '' } = snippetOf(id, { ...request, profile: marked });
			assert.doesNotMatch(text + environment, /MARKER/);
		}
	});

	test(`${id}: a gateway and the project whose quota is used are kept`, () => {
		for (const request of requests) {
			const profile = { ...request.profile, baseUrl: 'https://gateway.example/to', quotaProject: 'quota-project' };
			const { text } = snippetOf(id, { ...request, profile });
			assert.match(text, /https:\/\/gateway\.example\/to/);
			assert.match(text, /x-goog-user-project/i);
			assert.match(text, /quota-project/);
			assert.doesNotMatch(text, /generativelanguage\.googleapis\.com/);
		}
	});

	test(`${id}: a project of hostile text is no more than its letters`, () => {
		const quotaProject = `x"'\`\n$(touch x) {{$processEnv HOME}} %PATH% \\`;
		const { text } = snippetOf(id, {
			draft: aDraft(),
			profile: { ...profiles['api-key'], quotaProject },
			isStreamed: false,
		});
		assert.match(text, /xtouchxprocessEnvHOMEPATH/);
	});

	test(`${id}: hostile text shows no character that is not seen`, () => {
		for (const prompt of hostilePrompts) {
			const { text } = snippetOf(id, {
				draft: aDraft({ prompt, model: prompt }),
				profile: undefined,
				isStreamed: false,
			});
			assert.doesNotMatch(text.replace(/\r?\n|\t/g, ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/u);
		}
	});

	test(`${id}: has a label`, () => {
		const { label, description } = snippetLabels[id]();
		assert.ok(label !== '' && description !== '');
	});
}

test('a key that lies in a variable is taken from that variable', () => {
	const source = { kind: 'environment', name: 'MY_KEY' };
	for (const id of snippetIds) {
		const { text } = snippetOf(id, { draft: aDraft(), profile: { ...profiles['api-key'], source }, isStreamed: false });
		assert.match(text, /MY_KEY/);
	}
});

test('a variable whose name not every shell knows is not named', () => {
	for (const name of ['ProgramFiles(x86)', 'A;touch', 'A-B', '1A', 'Ä']) {
		const profile = { ...profiles['api-key'], source: { kind: 'environment', name } };
		const { text } = snippetOf('curl-posix', { draft: aDraft(), profile, isStreamed: false });
		assert.match(text, /\$\{GEMINI_API_KEY:\?/);
	}
});

test('an account that acts for a person is no matter of default credentials', () => {
	const profile = { ...profiles['service-account'], subject: 'ada@example.com' };
	const { text, needs } = snippetOf('python', { draft: aDraft(), profile, isStreamed: false });
	assert.match(text, /GEMINI_ACCESS_TOKEN/);
	assert.match(needs.join(' '), /ada@example\.com/);
});

test('what is not set in the panel is not in a snippet', () => {
	for (const id of snippetIds) {
		const { text } = snippetOf(id, { draft: aDraft(), profile: undefined, isStreamed: false });
		assert.doesNotMatch(text, /temperature|thinking|system_?instruction|"system"|max_?(output_?)?tokens/i);
	}
});
