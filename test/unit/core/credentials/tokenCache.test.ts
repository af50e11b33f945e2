import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TokenCache, type TokenGrant } from '../../../../src/core/credentials/tokenCache.ts';
import type { AccessToken } from '../../../../src/core/oauth/tokens.ts';
import { answered, cancelled, failed, type Outcome } from '../../../../src/core/outcome.ts';
import type { TokenProfile } from '../../../../src/core/profiles/profile.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { answerOf, faultOf, settled } from '../profileSupport.ts';
import { machineProfile, minutes } from './tokenSupport.ts';

const hour = 60 * minutes;
const never = new AbortController().signal;

type Call = {
	readonly profile: TokenProfile;
	readonly rejected: string | undefined;
	readonly signal: AbortSignal;
	readonly answer: (outcome: Outcome<TokenGrant>) => void;
	readonly throw: (error: Error) => void;
};

/** A source that a test answers by hand, call by call. */
function setUp() {
	const clock = new ManualClock();
	const calls: Call[] = [];
	const cache = new TokenCache(clock, (profile, rejected, signal) => {
		const { promise, resolve, reject } = Promise.withResolvers<Outcome<TokenGrant>>();
		calls.push({ profile, rejected, signal, answer: resolve, throw: reject });
		return promise;
	});
	const token = (accessToken: string, life = hour): AccessToken => ({
		accessToken,
		obtainedAt: clock.now(),
		expiresAt: clock.now() + life,
		scopes: ['a'],
	});
	const profile = machineProfile();
	const grant = (accessToken: string, life?: number, renewed: TokenProfile = profile) =>
		answered({ token: token(accessToken, life), profile: renewed });
	const get = async (asked: TokenProfile = profile) => (await answerOf(cache.get(asked, never))).accessToken;
	const renew = async (rejected: string) => (await answerOf(cache.renew(profile, rejected, never))).accessToken;
	/** Has the cache hold a token that was had just now. */
	const fill = async (accessToken: string, life?: number) => {
		const first = cache.get(profile, never);
		calls.at(-1)?.answer(grant(accessToken, life));
		await answerOf(first);
		calls.length = 0;
	};
	return { clock, calls, cache, profile, grant, token, get, renew, fill };
}

const offline = failed({ cause: 'network-unreachable' });

describe('getting a token', () => {
	it('a thousand times at once asks the source once', async () => {
		const { calls, grant, get } = setUp();
		const all = Array.from({ length: 1_000 }, () => get());
		assert.equal(calls.length, 1);
		calls[0]?.answer(grant('one'));
		assert.deepEqual(new Set(await Promise.all(all)), new Set(['one']));
		assert.equal(await get(), 'one');
		assert.equal(calls.length, 1);
	});

	it('fails for all who wait where the source fails, and asks again for the next', async () => {
		const { calls, cache, profile, grant, get } = setUp();
		const all = Array.from({ length: 10 }, () => faultOf(cache.get(profile, never)));
		calls[0]?.answer(offline);
		assert.deepEqual(new Set(await Promise.all(all)), new Set(['network-unreachable']));
		const next = get();
		calls[1]?.answer(grant('one'));
		assert.equal(await next, 'one');
	});

	it('is done for each secret and each list of scopes by itself', () => {
		const { calls, cache } = setUp();
		const profiles = [
			machineProfile({ secretVersion: '1' }),
			machineProfile({ secretVersion: '2' }),
			machineProfile({ secretVersion: '1', scopes: ['a', 'b'] }),
			machineProfile({ secretVersion: '1', scopes: [] }),
		];
		for (const profile of [...profiles, ...profiles]) {
			void cache.get(profile, never);
		}
		assert.equal(calls.length, 4);
	});

	it('gives the one there is while it is good', async () => {
		const { clock, calls, fill, get } = setUp();
		await fill('one');
		clock.advance(54 * minutes);
		assert.equal(await get(), 'one');
		assert.equal(calls.length, 0);
	});

	it('waits for another where the one there is is over', async () => {
		const { clock, calls, fill, get, grant } = setUp();
		await fill('one');
		clock.advance(60 * minutes);
		const next = get();
		assert.equal(calls.length, 1);
		calls[0]?.answer(grant('two'));
		assert.equal(await next, 'two');
	});

	it('waits for another where the clock was set back', async () => {
		const { clock, calls, fill, get, grant } = setUp();
		await fill('one');
		clock.advance(-24 * hour);
		const next = get();
		calls[0]?.answer(grant('two'));
		assert.equal(await next, 'two');
	});

	it('turns a fault of the source into a failure that does not quote it', async () => {
		const { calls, cache, profile, get, grant } = setUp();
		const first = cache.get(profile, never);
		calls[0]?.throw(new TypeError('the secret is x'));
		assert.equal(await faultOf(first), 'unknown: TypeError');
		const next = get();
		calls[1]?.answer(grant('one'));
		assert.equal(await next, 'one');
	});
});

describe('an aging token', () => {
	async function setUpAging() {
		const bed = setUp();
		await bed.fill('one');
		bed.clock.advance(56 * minutes);
		return bed;
	}

	it('is given at once, to all, while one renewal runs behind', async () => {
		const { calls, get, grant } = await setUpAging();
		assert.deepEqual(new Set(await Promise.all(Array.from({ length: 100 }, () => get()))), new Set(['one']));
		assert.equal(calls.length, 1);
		assert.equal(await get(), 'one');
		calls[0]?.answer(grant('two'));
		await settled();
		assert.equal(await get(), 'two');
		assert.equal(calls.length, 1);
	});

	for (const [what, outcome] of [
		['fails', offline],
		['throws', undefined],
		['is called off', cancelled],
	] as const) {
		it(`goes on to be given where its renewal ${what}, and the next is tried half a minute later`, async () => {
			const { calls, clock, get, grant } = await setUpAging();
			assert.equal(await get(), 'one');
			if (outcome) {
				calls[0]?.answer(outcome);
			} else {
				calls[0]?.throw(new Error('x'));
			}
			await settled();
			clock.advance(29_999);
			assert.equal(await get(), 'one');
			assert.equal(calls.length, 1);
			clock.advance(1);
			assert.equal(await get(), 'one');
			assert.equal(calls.length, 2);
			calls[1]?.answer(grant('two'));
			await settled();
			assert.equal(await get(), 'two');
		});
	}

	it('that the source gives again, since it cannot ask, is asked for again half a minute later', async () => {
		const { calls, clock, get, profile, token } = await setUpAging();
		assert.equal(await get(), 'one');
		calls[0]?.answer(answered({ token: { ...token('one', 4 * minutes), obtainedAt: 0 }, profile }));
		await settled();
		clock.advance(29_999);
		assert.equal(await get(), 'one');
		assert.equal(calls.length, 1);
		clock.advance(1);
		assert.equal(await get(), 'one');
		assert.equal(calls.length, 2);
	});

	it('is over in the end, and then the failure counts, rest or not', async () => {
		const { calls, cache, clock, get, profile } = await setUpAging();
		assert.equal(await get(), 'one');
		calls[0]?.answer(offline);
		await settled();
		clock.advance(4 * minutes);
		const failing = cache.get(profile, never);
		calls[1]?.answer(offline);
		assert.equal(await faultOf(failing), 'network-unreachable');
		const again = cache.get(profile, never);
		calls[2]?.answer(offline);
		assert.equal(await faultOf(again), 'network-unreachable');
	});

	it('whose renewal is under way when it is over is waited for, not asked for twice', async () => {
		const { calls, clock, get, grant } = await setUpAging();
		assert.equal(await get(), 'one');
		clock.advance(4 * minutes);
		const next = get();
		assert.equal(calls.length, 1);
		calls[0]?.answer(grant('two'));
		assert.equal(await next, 'two');
	});
});

describe('renewing a token that was refused', () => {
	it('is done once for the many who were refused the same', async () => {
		const { calls, fill, grant, renew } = setUp();
		await fill('one');
		const all = Array.from({ length: 100 }, () => renew('one'));
		assert.equal(calls.length, 1);
		assert.equal(calls[0]?.rejected, 'one');
		calls[0]?.answer(grant('two'));
		assert.deepEqual(new Set(await Promise.all(all)), new Set(['two']));
		assert.equal(await renew('one'), 'two');
		assert.equal(calls.length, 1);
	});

	it('is not needed where the one there is is another', async () => {
		const { calls, fill, renew } = setUp();
		await fill('two');
		assert.equal(await renew('one'), 'two');
		assert.equal(calls.length, 0);
	});

	it('is needed where the other one is over', async () => {
		const { calls, clock, fill, grant, renew } = setUp();
		await fill('two');
		clock.advance(60 * minutes);
		const renewed = renew('one');
		calls[0]?.answer(grant('three'));
		assert.equal(await renewed, 'three');
	});

	it('does not give it to anybody any more', async () => {
		const { calls, cache, fill, get, grant, profile } = setUp();
		await fill('one');
		const failing = cache.renew(profile, 'one', never);
		calls[0]?.answer(offline);
		assert.equal(await faultOf(failing), 'network-unreachable');
		const next = get();
		assert.equal(calls.length, 2);
		calls[1]?.answer(grant('two'));
		assert.equal(await next, 'two');
	});

	it('asks again where a request that was under way brings just the refused one', async () => {
		const { calls, cache, fill, get, grant, profile, renew } = setUp();
		await fill('one');
		cache.forget(profile);
		const first = get();
		const all = Promise.all([renew('one'), renew('one')]);
		calls[0]?.answer(grant('one'));
		assert.equal(await first, 'one');
		await settled();
		assert.deepEqual(
			calls.map(({ rejected }) => rejected),
			[undefined, 'one'],
		);
		calls[1]?.answer(grant('two'));
		assert.deepEqual(await all, ['two', 'two']);
	});

	it('asks no second time where the server has no other', async () => {
		const { calls, fill, grant, renew } = setUp();
		await fill('one');
		const renewed = renew('one');
		calls[0]?.answer(grant('one'));
		assert.equal(await renewed, 'one');
		assert.equal(calls.length, 1);
	});
});

describe('a caller who leaves', () => {
	it('is let go at once and leaves the others waiting', async () => {
		const { calls, cache, get, grant, profile } = setUp();
		const leaving = new AbortController();
		const left = cache.get(profile, leaving.signal);
		const staying = get();
		leaving.abort();
		assert.deepEqual(await left, cancelled);
		assert.equal(calls[0]?.signal.aborted, false);
		calls[0]?.answer(grant('one'));
		assert.equal(await staying, 'one');
	});

	it('leaves what was asked for him to whoever comes next', async () => {
		const { calls, cache, get, grant, profile } = setUp();
		const leaving = new AbortController();
		const left = cache.get(profile, leaving.signal);
		leaving.abort();
		assert.deepEqual(await left, cancelled);
		calls[0]?.answer(grant('one'));
		await settled();
		assert.equal(await get(), 'one');
		assert.equal(calls.length, 1);
	});

	it('had he left before, is told so', async () => {
		const { cache, profile } = setUp();
		assert.deepEqual(await cache.get(profile, AbortSignal.abort()), cancelled);
		assert.deepEqual(await cache.renew(profile, 'one', AbortSignal.abort()), cancelled);
	});
});

describe('a sign-in whose secret is another since', () => {
	it('is found under the profile as it was and as it is', async () => {
		const { calls, cache, get, grant } = setUp();
		const [before, after] = [machineProfile({ secretVersion: '1' }), machineProfile({ secretVersion: '2' })];
		const first = cache.get(before, never);
		calls[0]?.answer(grant('one', hour, after));
		await answerOf(first);
		assert.deepEqual([await get(before), await get(after)], ['one', 'one']);
		assert.equal(calls.length, 1);
	});
});

describe('the cache', () => {
	it('takes a token that was had on another occasion', async () => {
		const { cache, calls, get, profile, token } = setUp();
		cache.remember(profile, token('one'));
		assert.equal(await get(), 'one');
		assert.equal(calls.length, 0);
	});

	it('forgets what it is told to forget', async () => {
		const { cache, calls, fill, get, grant, profile } = setUp();
		await fill('one');
		cache.forget(profile);
		const next = get();
		calls[0]?.answer(grant('two'));
		assert.equal(await next, 'two');
	});

	it('ends what is under way when the window closes', async () => {
		const { cache, calls, fill, profile } = setUp();
		await fill('one');
		void cache.renew(profile, 'one', never);
		cache.dispose();
		assert.equal(calls[0]?.signal.aborted, true);
	});
});
