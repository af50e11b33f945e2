import assert from 'node:assert/strict';
import { test } from 'node:test';
import { History } from '../../../../src/core/history/history.ts';
import { lackingInWords } from '../../../../src/core/history/historyWords.ts';
import { withoutSecrets } from '../../../../src/core/history/withoutSecrets.ts';
import { emptyFields } from '../../../../src/core/panel/draftFields.ts';
import { systemRandom } from '../../../../src/net/platform.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryDocument, MemoryLock } from '../../../fakes/memoryDocument.ts';
import { fields, turn } from './historySupport.ts';

// Put together at run time, so that no scanner takes the test itself for a leak. Where a marker turns up, it leaked.
const marker = 'MARKER0of0a0secret0for0the0search';
const ofShape = {
	'standard API key': ['AIza', `${marker}12`].join(''),
	'auth API key': ['AQ', `.${marker}`].join(''),
	'access token': ['ya29', `.${marker}`].join(''),
	'refresh token': ['1/', `/0${marker}`].join(''),
	'client secret': ['GOCSPX', `-${marker}`].join(''),
	'token of Vault': ['hvs', `.${marker}`].join(''),
	JWT: ['eyJhbGciOiJSUzI1NiJ9', `eyJ${marker}`, marker].join('.'),
	'private key': ['-----BEGIN', ` PRIVATE KEY-----\n${marker}\n-----END PRIVATE KEY-----`].join(''),
};
/** What only its place tells. */
const inPlace = {
	'parameter of a URL': `https://example.com/v1?key=${marker}&alt=sse`,
	'parameter with an escaped name': `https://example.com/?api%5Fkey=${marker}`,
	'second parameter': `GET /x?a=1&access_token=${marker} HTTP/1.1`,
	'user of a URL': `https://me:${marker}@example.com/`,
	'header of a key': `-H "x-goog-api-key: ${marker}"`,
	'header of a token': `Authorization: Bearer ${marker}`,
	'basic authorization': `Authorization: Basic ${marker}==`,
	variable: `export GEMINI_API_KEY=${marker}`,
	'property of JSON': `{"client_secret": "${marker}"}`,
};
const inUse = `in-use-${marker}`;

test('no secret of any shape, in any place, in any text, gets into what is written', async () => {
	const texts = [...Object.values(ofShape), ...Object.values(inPlace), inUse];
	for (const text of texts) {
		const document = new MemoryDocument();
		const history = new History({
			document,
			lock: new MemoryLock(),
			clock: new ManualClock(),
			random: systemRandom,
			limit: () => 200,
			onFault: () => assert.fail(),
		});
		const said = `before ${text} after`;
		const everywhere = Object.fromEntries(Object.keys(emptyFields).map((name) => [name, said]));
		await history.add(
			{ ...turn, answer: said, model: said, profile: said },
			{ ...everywhere, files: [{ name: said }] } as never,
			[inUse],
		);
		assert.match(document.text ?? '', /before /, text);
		assert.ok(!document.text?.includes(marker), `${text}\n${document.text}`);
		const [kept] = await history.list();
		assert.match(kept?.fields.prompt ?? '', /^before .*\[redacted\]/s, text);
		assert.ok(kept && lackingInWords(kept)[0]?.includes('A secret in the request was not kept'));
	}
});

test('a secret that the cut would halve is gone before the cut', async () => {
	const document = new MemoryDocument();
	const history = new History({
		document,
		lock: new MemoryLock(),
		clock: new ManualClock(),
		random: systemRandom,
		limit: () => 200,
		onFault: () => assert.fail(),
	});
	await history.add({ ...turn, answer: `${'x '.repeat(32 * 1024 - 10)}${ofShape['standard API key']}` }, fields);
	assert.ok(!document.text?.includes('MARKER'));
});

test('placeholders and ordinary words stay', () => {
	for (const text of [
		'curl "https://example.com/?key=$GEMINI_API_KEY&alt=sse" -H "x-goog-api-key: YOUR_API_KEY"',
		'The basic internationalization of max-output-tokens: twelvehundred; key: value',
		'https://example.com/a@b?q=1&page=22222222222',
		'ssh git@github.com:latchkey/latchkey.git',
		'Authorization: Bearer {{token}}',
	]) {
		assert.equal(withoutSecrets(text), text);
	}
});

test('megabytes of what looks like the beginning of a secret take their time once', () => {
	for (const piece of ['?key', 'a-a-a-a-a-a', 'https://', '?a&a=', 'Bearer ', 'x-api-key: ', '://@']) {
		assert.equal(typeof withoutSecrets(piece.repeat(1_000_000 / piece.length)), 'string');
	}
});
