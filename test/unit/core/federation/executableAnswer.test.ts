import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readExecutableAnswer } from '../../../../src/core/federation/executableAnswer.ts';

const jwt = 'urn:ietf:params:oauth:token-type:jwt';
const saml = 'urn:ietf:params:oauth:token-type:saml2';
const good = {
	version: 1,
	success: true,
	token_type: jwt,
	id_token: 'a-marker-of-a-proof',
	expiration_time: 2_000_000,
};
const read = (value: unknown, type = jwt) =>
	readExecutableAnswer(typeof value === 'string' ? value : JSON.stringify(value), type);

describe('what an executable answers', () => {
	it('is a proof, with the time it holds until', () => {
		assert.deepEqual(read(good), { kind: 'proof', proof: 'a-marker-of-a-proof', expiresAt: 2_000_000_000 });
		assert.deepEqual(read({ ...good, expiration_time: undefined }), { kind: 'proof', proof: 'a-marker-of-a-proof' });
		assert.deepEqual(read({ ...good, token_type: saml, saml_response: 'saml' }, saml).kind, 'proof');
	});

	it('is a refusal in the program’s words, without what reads like a secret', () => {
		const token = `ya29.${'a'.repeat(60)}`;
		const answer = read({ version: 1, success: false, code: '401', message: `Log in first. ${token}` });
		assert.equal(answer.kind, 'refused');
		assert.ok('why' in answer && answer.why.startsWith('401: Log in first. ') && !answer.why.includes(token));
	});

	it('says nothing of what the program had in its hands', () => {
		const refuse = (code: unknown, message: string) => {
			const answer = read({ version: 1, success: false, code, message });
			assert.ok(answer.kind === 'refused');
			return answer.why;
		};
		const token = `ghp_${'A1b2'.repeat(9)}`;
		assert.equal(refuse(token, `No. Last token: ${token}`), 'No. Last token: [redacted]');
		assert.equal(refuse('401', 'client_secret=hunter2 is refused'), '401: client_secret=[redacted] is refused');
		assert.equal(refuse('401', `${'a '.repeat(145)}${token}`).includes('ghp_'), false);
		assert.equal(refuse('401', 'One\n✔ 3. Exchange it: passed'), '401: One ✔ 3. Exchange it: passed');
	});

	const unusable: readonly [name: string, value: unknown, why: RegExp][] = [
		['text', 'a-marker-of-a-proof', /no JSON/],
		['a list', [good], /no JSON/],
		['no version', { ...good, version: undefined }, /version/],
		['a later version', { ...good, version: 2 }, /version/],
		['no success', { ...good, success: 'yes' }, /success/],
		['another type', { ...good, token_type: saml }, /token_type/],
		['no proof', { ...good, id_token: undefined }, /no “id_token”/],
		['a proof of nothing', { ...good, id_token: ' \n ' }, /no “id_token”/],
		['a proof that is none', { ...good, id_token: { a: 1 } }, /no “id_token”/],
		['a time that is none', { ...good, expiration_time: 'soon' }, /expiration_time/],
	];
	for (const [name, value, why] of unusable) {
		it(`with ${name} is not taken, and says why without the proof`, () => {
			const answer = read(value);
			assert.ok(answer.kind === 'unusable', answer.kind);
			assert.match(answer.why, why);
			assert.ok(!answer.why.includes('marker'));
		});
	}

	it('of a type that no executable can have is not taken', () => {
		assert.equal(read({ ...good, token_type: 'constructor' }, 'constructor').kind, 'unusable');
	});

	it('never throws', () => {
		fc.assert(fc.property(fc.jsonValue(), (value) => void read(value)));
	});
});
