import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readChain } from '../../../../src/core/impersonation/accountEmail.ts';
import { sourceOf, sourcesFor } from '../../../../src/core/impersonation/sources.ts';
import type { ImpersonationProfile, Profile, TokenProfile } from '../../../../src/core/profiles/profile.ts';
import { readProfile } from '../../../../src/core/profiles/readProfile.ts';
import { aProfile } from '../aProfile.ts';

const common = (id: string) => ({ id, secretVersion: `${id}-secret`, name: id, createdAt: 0 });
const token = (id: string, more: Partial<TokenProfile> = {}) =>
	({ ...common(id), method: 'access-token', account: '', scopes: [], ...more }) as TokenProfile;
const acting = (id: string, sourceId: string): ImpersonationProfile => ({
	...common(id),
	method: 'impersonation',
	sourceId,
	email: 'robot@my-project.iam.gserviceaccount.com',
	delegates: [],
	lifetime: 3600,
	scopes: [],
});
const kindOf = (profile: ImpersonationProfile, ...others: readonly Profile[]) =>
	sourceOf(profile, [profile, ...others]).kind;

describe('the source of an impersonation', () => {
	it('is the profile it names, while the way from there ends at one with a token of its own', () => {
		assert.deepEqual(sourceOf(acting('a', 't'), [token('t')]), { kind: 'found', profile: token('t') });
		const [b, t] = [acting('b', 't'), token('t')];
		assert.deepEqual(sourceOf(acting('a', 'b'), [b, t]), { kind: 'found', profile: b });
	});

	it('is none where the way breaks off, goes in a circle, or begins with what is not Google’s', () => {
		assert.equal(kindOf(acting('a', 'nowhere')), 'gone');
		assert.equal(kindOf(acting('a', 'b'), acting('b', 'nowhere')), 'gone');
		assert.equal(kindOf(acting('a', 'a')), 'loop');
		assert.equal(kindOf(acting('a', 'b'), acting('b', 'c'), acting('c', 'a')), 'loop');
		assert.equal(kindOf(acting('a', 'b'), acting('b', 'c'), acting('c', 'b')), 'loop');
		assert.equal(kindOf(acting('a', 'p'), aProfile()), 'foreign');
		assert.equal(kindOf(acting('a', 't'), token('t', { baseUrl: 'https://gateway.example' })), 'foreign');
		const server = { issuer: 'https://id.example', token_endpoint: 'https://id.example/token' };
		const client = { id: 'c', kind: 'other', auth: 'none', redirectUris: [] };
		const elsewhere = { ...common('o'), method: 'oauth-user', server, client, scopes: [] } as unknown as Profile;
		assert.equal(kindOf(acting('a', 'o'), elsewhere), 'foreign');
	});

	it('can be chosen only where that makes no circle', () => {
		const profiles = [token('t'), acting('a', 't'), acting('b', 'a'), aProfile()];
		const ids = (id: string) => sourcesFor(id, profiles).map((each) => each.id);
		assert.deepEqual(ids('a'), ['t']);
		assert.deepEqual(ids('b'), ['t', 'a']);
		assert.deepEqual(ids(''), ['t', 'a', 'b']);
	});
});

describe('a stored impersonation', () => {
	it('is read as it was written, and is none without what makes it one', () => {
		const profile = { ...acting('a', 't'), delegates: ['x@p.iam.gserviceaccount.com'] };
		assert.deepEqual(readProfile(JSON.parse(JSON.stringify(profile))), profile);
		for (const name of ['sourceId', 'email', 'lifetime']) {
			assert.equal(readProfile({ ...profile, [name]: undefined }), undefined);
		}
	});
});

describe('a typed chain of accounts', () => {
	it('is taken apart at commas, spaces and arrows', () => {
		assert.deepEqual(readChain(' a@x, b@x  c@x → d@x;e@x '), ['a@x', 'b@x', 'c@x', 'd@x', 'e@x']);
		assert.deepEqual(readChain(' '), []);
	});
});
