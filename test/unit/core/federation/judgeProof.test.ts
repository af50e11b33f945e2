import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { judgeProof } from '../../../../src/core/federation/judgeProof.ts';
import { readProof } from '../../../../src/core/federation/readProof.ts';

const now = 1_800_000_000_000;
const seconds = now / 1000;
const audience = '//iam.googleapis.com/projects/1000/locations/global/workloadIdentityPools/pool/providers/provider';
const good = { iss: 'https://issuer.example', aud: `https:${audience}`, iat: seconds - 60, exp: seconds + 540 };
const judge = (claims: object, alg = 'RS256') =>
	judgeProof({ header: { alg }, claims: { ...good, ...claims } }, audience, now);
const faultsOf = (claims: object, alg?: string) =>
	judge(claims, alg)
		.filter(({ isFault }) => isFault)
		.map(({ sentence }) => sentence);

describe('a proof that is read and not verified', () => {
	it('that Google can take has no fault, and says how long it is good for', () => {
		assert.deepEqual(judge({}), [{ isFault: false, sentence: 'It is good for 9 min more.' }]);
		assert.deepEqual(judge({ aud: ['other', audience] }), judge({}));
	});

	const faults: readonly [name: string, claims: object, sentence: RegExp, alg?: string][] = [
		['is over', { exp: seconds - 90_000 }, /ended 25 h ago/],
		['never ends', { exp: undefined }, /never ends/],
		['ends at no number', { exp: '1970' }, /no number/],
		['says not when it was issued', { iat: undefined }, /“iat” is missing or no number/],
		['comes from the future', { iat: seconds + 600, exp: seconds + 1200 }, /10 min in the future/],
		['does not count yet', { nbf: seconds + 100 }, /before 100 s from now/],
		['lives too long', { exp: seconds + 200_000 }, /longer than a day/],
		['has an issuer without https', { iss: 'http://issuer.example' }, /“iss”/],
		['has no issuer', { iss: undefined }, /“iss”/],
		['is signed with a shared secret', {}, /RS256/, 'HS256'],
		['is not signed', {}, /RS256/, 'none'],
	];
	for (const [name, claims, sentence, alg] of faults) {
		it(`that ${name} has one fault`, () => {
			const found = faultsOf(claims, alg);
			assert.equal(found.length, 1, found.join());
			assert.match(found[0] ?? '', sentence);
		});
	}

	it('that has just ended is said to have', () => {
		const sentence = 'It ended 30 s ago. Google may just take it still.';
		assert.deepEqual(judge({ exp: seconds - 30 }), [{ isFault: false, sentence }]);
	});

	it('is read with a long header, and without a signature', () => {
		const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
		const long = `${part({ alg: 'RS256', x5c: ['A'.repeat(8_000)] })}.${part({ groups: 'g'.repeat(30_000) })}.s`;
		assert.equal(readProof(long)?.header['alg'], 'RS256');
		assert.equal(readProof(`${part({ alg: 'none' })}.${part(good)}.`)?.header['alg'], 'none');
	});

	it('for another audience may be well: only the provider knows', () => {
		const [, finding] = judge({ aud: 'https://example.com' });
		assert.equal(finding?.isFault, false);
		assert.match(finding?.sentence ?? '', /allowed audiences/);
	});

	it('of whatever text is read without throwing', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (header, claims) => {
				const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
				const read = readProof(`${part(header)}.${part(claims)}.signature`);
				return read === undefined || judgeProof(read, audience, now).length > 0;
			}),
		);
		fc.assert(fc.property(fc.string(), (text) => readProof(text) === undefined || true));
	});
});
