import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readApiKey } from '../../../src/core/credentials/apiKey.ts';
import { acceptanceInWords, type EnteredKey, refusalInWords } from '../../../src/core/credentials/enteredKey.ts';
import { type KeyKind, keyKindOf } from '../../../src/core/credentials/keyKind.ts';
import { causes } from '../../../src/core/errors/cause.ts';
import type { Failure } from '../../../src/core/errors/failure.ts';

// Put together at run time, so that no scanner takes the test itself for a leak.
const standard = ['AIza', 'SyA1234567890abcdefghijklmnopqrstu-_'].join('');

for (const [what, input, key] of [
	['as it is', standard, standard],
	['with line breaks around it', `\r\n${standard}\r\n`, standard],
	['with odd spaces around it', `\u00a0\ufeff${standard}\u2003\t`, standard],
	['in quotes, which may belong to it', `"${standard}"`, `"${standard}"`],
	['as an assignment without spaces', `GEMINI_API_KEY=${standard}`, `GEMINI_API_KEY=${standard}`],
	['of a look nobody knows yet', '{"v":9,~key~}', '{"v":9,~key~}'],
	['of one character', 'x', 'x'],
	['of 100 KB', 'k'.repeat(100 * 1024), 'k'.repeat(100 * 1024)],
] as const) {
	test(`a key is taken ${what}`, () => {
		assert.deepEqual(readApiKey(input), { ok: true, key });
	});
}

for (const [what, input] of [
	['a shell’s line', `export GEMINI_API_KEY=${standard}`],
	['two keys', `${standard}\n${standard}`],
	['a key broken by a mail program', `${standard.slice(0, 20)}\r\n${standard.slice(20)}`],
	['a key in typographic quotes', `“${standard}”`],
	['a key with a letter that only looks right', standard.replace('A', 'А')],
	['a key with an invisible sign', `${standard}\u200b`],
	['a masked key', '••••••••'],
	['a key with half a character', `${standard}\ud83d`],
] as const) {
	test(`${what} is refused in words, without the key in them`, () => {
		const read = readApiKey(input);
		assert.ok(!read.ok);
		assert.ok(!read.message.includes(standard.slice(0, 8)));
	});
}

test('what is taken can be the value of a header, and of ASCII all that shows is taken', () => {
	for (let code = 0; code < 0x300; code++) {
		const input = `a${String.fromCharCode(code)}b`;
		const read = readApiKey(input);
		assert.equal(read.ok, code > 0x20 && code < 0x7f, `U+${code.toString(16)}`);
		if (read.ok) {
			assert.equal(new Headers({ 'x-goog-api-key': read.key }).get('x-goog-api-key'), input);
		}
	}
});

const entered = (key: string, models = 2): EnteredKey => ({
	key,
	keyKind: keyKindOf(key),
	check: { at: 0, state: 'valid' },
	models: Array.from({ length: models }, (_, number) => ({ id: `m${number}`, displayName: 'M' })),
});

test('of an accepted key the words say how many models it may use, and what its prefix tells', () => {
	assert.equal(acceptanceInWords(entered('unknown')), 'Google accepted the key. Models it may use: 2.');
	assert.match(acceptanceInWords(entered('AQ.x', 1)), /use: 1\. By its prefix it is an auth key\.$/);
	assert.match(acceptanceInWords(entered(standard)), /it is a standard key\. Google has rejected .* replace them\.$/);
});

const said = 'API key not valid. Please pass a valid API key.';
const error = {
	message: said,
	details: [
		{
			'@type': 'type.googleapis.com/google.rpc.ErrorInfo',
			reason: 'API_KEY_INVALID',
			domain: 'googleapis.com',
			metadata: { consumer: 'projects/123' },
		},
	],
};

test('of a refused key the words say why, in Google’s own too, and whose it is', () => {
	const failure: Failure = { cause: 'api-key-invalid', error };
	assert.match(
		refusalInWords(failure, 'auth', said),
		/^Google does not know this key\..* Google says: “API key not valid\. .*” The key belongs to the project 123\.$/,
	);
});

test('where Google said nothing, nothing is quoted', () => {
	const words = refusalInWords({ cause: 'network-timeout' }, 'other', '');
	assert.ok(!words.includes('Google says') && !words.includes('project'));
});

test('whatever the cause and the kind, the words hold no key', () => {
	const kinds: readonly KeyKind[] = ['auth', 'standard', 'other'];
	for (const words of [
		...kinds.map((keyKind) => acceptanceInWords({ ...entered(standard), keyKind })),
		...causes.flatMap((cause) => kinds.map((kind) => refusalInWords({ cause }, kind, 'No.'))),
	]) {
		assert.ok(!words.includes(standard.slice(0, 8)), words);
	}
});
