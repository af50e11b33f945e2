import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { proofInWords } from '../../../../src/core/federation/proofInWords.ts';

const jwt = (claims: unknown) =>
	['{}', JSON.stringify(claims), 'signature'].map((each) => Buffer.from(each).toString('base64url')).join('.');

describe('a proof in the transcript', () => {
	it('is told claim by claim, without what must not be seen', () => {
		const proof = jwt({
			iss: 'https://é.example',
			aud: ['a', 'b'],
			exp: 1,
			access_token: 'a-secret',
			act: { client_secret: 'deep-secret' },
		});
		assert.deepEqual(proofInWords(proof), [
			'iss: https://é.example',
			'aud: ["a","b"]',
			'exp: 1',
			'access_token: [redacted, 8 characters]',
			'act: {"client_secret":"[redacted]"}',
		]);
	});

	it('leaves out what has a secret’s name, however it is written, and whatever holds it', () => {
		const marker = 'a-marker';
		const proof = jwt({
			accesstoken: marker,
			apikey: marker,
			tokens: [marker],
			secrets: { one: marker },
			passwd: marker,
			credentials: { a: marker },
			secret_id: marker,
			clientSecretValue: marker,
			ctx: JSON.stringify({ client_secret: marker }),
			page: `https://example.com/?access_token=${marker}`,
			deep: { code: 123_456, pin: 7_890 },
			repository: 'org/repo',
		});
		const words = proofInWords(proof).join('\n');
		assert.ok(!words.includes(marker), words);
		assert.ok(!/123456|7890/.test(words), words);
		assert.match(words, /^repository: org\/repo$/m);
	});

	it('that is no JWT is told by its length alone', () => {
		for (const proof of ['a-secret', 'a.b.c', jwt([1]), jwt(null), `${'x'.repeat(30_000)}.${'y'.repeat(90_000)}.z`]) {
			assert.deepEqual(proofInWords(proof), [`no JWT, ${proof.length} characters`]);
		}
	});

	it('with a long claim is cut', () => {
		assert.equal(proofInWords(jwt({ x: 'y'.repeat(5_000) }))[0]?.length, 304);
	});
});
