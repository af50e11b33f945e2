import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addSignedIn, dropSignIn, replaceSignIn } from '../../../../src/core/oauth/keepSignIn.ts';
import type { Tokens } from '../../../../src/core/oauth/tokens.ts';
import { vaultKey } from '../../../../src/core/profiles/profile.ts';
import { ProfileStore } from '../../../../src/core/profiles/profileStore.ts';
import { MemoryLock } from '../../../fakes/memoryDocument.ts';
import { storedSecret, userDraft, userOf } from '../credentials/tokenSupport.ts';
import { answerOf, faultOf, keysOf, memoryPorts, settled } from '../profileSupport.ts';

const tokens = (different: Partial<Tokens> = {}): Tokens => ({
	accessToken: 'access-1',
	obtainedAt: 1,
	expiresAt: 2,
	refreshToken: 'refresh-1',
	account: 'ada@example.com',
	...different,
});

function setUp() {
	const ports = memoryPorts();
	const lock = new MemoryLock();
	return { ...ports, store: new ProfileStore(ports), signInLock: lock, lockOf: () => lock };
}

async function setUpSignedIn(given = tokens()) {
	const bed = setUp();
	return { ...bed, profile: userOf(await answerOf(addSignedIn(bed, userDraft(), 'the secret', given))) };
}

describe('a profile made of a sign-in', () => {
	it('has the client and the account in the index, and all secrets in the vault alone', async () => {
		const { store, profile, index, clock } = await setUpSignedIn();
		assert.deepEqual(profile.signIn, { at: clock.now(), account: 'ada@example.com', scopes: ['a', 'b'] });
		assert.deepEqual(profile.client, userDraft().client);
		assert.deepEqual(await storedSecret(store, profile.id), {
			clientSecret: 'the secret',
			refreshToken: 'refresh-1',
			access: { accessToken: 'access-1', obtainedAt: 1, expiresAt: 2, scopes: ['a', 'b'] },
		});
		assert.doesNotMatch(index.text ?? '', /the secret|access-1|refresh-1/);
	});

	it('knows what was granted, and when the refresh token ends', async () => {
		const { store, profile } = await setUpSignedIn(tokens({ scopes: ['a'], refreshExpiresAt: 9 }));
		assert.deepEqual(
			[profile.signIn?.scopes, profile.signIn?.refreshExpiresAt, profile.scopes],
			[['a'], 9, ['a', 'b']],
		);
		assert.deepEqual((await storedSecret(store, profile.id)).access?.scopes, ['a']);
	});

	it('needs neither a client secret nor a refresh token nor a name of who signed in', async () => {
		const bed = setUp();
		const { refreshToken: _, account: __, ...bare } = tokens();
		const { id, signIn } = userOf(await answerOf(addSignedIn(bed, userDraft(), undefined, bare)));
		assert.equal(signIn?.account, '');
		assert.deepEqual(Object.keys(await storedSecret(bed.store, id)), ['access']);
	});
});

describe('another sign-in', () => {
	it('takes the place of the one before, with its scopes, and of its check', async () => {
		const bed = await setUpSignedIn();
		const { store, profile, clock, vault, audit } = bed;
		await answerOf(store.recordCheck(profile, { at: 1, state: 'rejected' }));
		clock.advance(1_000);
		const given = { tokens: tokens({ accessToken: 'access-2', refreshToken: 'refresh-2' }), scopes: ['a', 'b', 'c'] };
		const renewed = userOf(await answerOf(replaceSignIn(bed, profile, 'the secret', given)));
		assert.deepEqual(
			[renewed.id, renewed.scopes, renewed.signIn?.at, renewed.lastCheck],
			[profile.id, ['a', 'b', 'c'], clock.now(), undefined],
		);
		assert.equal((await storedSecret(store, profile.id)).refreshToken, 'refresh-2');
		assert.deepEqual([...vault.secrets.keys()], await keysOf(store));
		assert.equal(audit.events.at(-1)?.type, 'signed-in');
	});

	it('begins anew what has ended', async () => {
		const bed = await setUpSignedIn();
		await answerOf(bed.store.endSignIn(bed.profile, 'oauth-refresh-revoked'));
		bed.clock.advance(1_000);
		const again = replaceSignIn(bed, bed.profile, 'the secret', { tokens: tokens(), scopes: ['a'] });
		assert.equal(userOf(await answerOf(again)).signIn?.ended, undefined);
	});

	it('waits for whoever renews the one before', async () => {
		const bed = await setUpSignedIn();
		const renewing = Promise.withResolvers<void>();
		void bed.signInLock.hold(() => renewing.promise);
		const again = replaceSignIn(bed, bed.profile, 'the secret', {
			tokens: tokens({ refreshToken: 'refresh-2' }),
			scopes: ['a'],
		});
		await settled();
		assert.equal((await storedSecret(bed.store, bed.profile.id)).refreshToken, 'refresh-1');
		renewing.resolve();
		await answerOf(again);
		assert.equal((await storedSecret(bed.store, bed.profile.id)).refreshToken, 'refresh-2');
	});

	it('of a profile that is gone is said to be gone, and leaves nothing in the vault', async () => {
		const bed = await setUpSignedIn();
		await answerOf(bed.store.remove(bed.profile.id));
		const again = replaceSignIn(bed, bed.profile, 'the secret', { tokens: tokens(), scopes: [] });
		assert.equal(await faultOf(again), 'profile-gone');
		assert.equal(bed.vault.secrets.size, 0);
	});

	it('leaves the one before where the keyring does not take it', async () => {
		const bed = await setUpSignedIn();
		bed.vault.losing = true;
		const again = replaceSignIn(bed, bed.profile, 'x', { tokens: tokens({ refreshToken: 'refresh-2' }), scopes: [] });
		assert.equal(await faultOf(again), 'storage-failed: secret differs after writing');
		assert.equal((await storedSecret(bed.store, bed.profile.id)).refreshToken, 'refresh-1');
	});
});

describe('signing out', () => {
	it('removes the tokens and leaves the client; what was removed is told, to be revoked', async () => {
		const bed = await setUpSignedIn();
		const outcome = await dropSignIn(bed, bed.profile);
		assert.ok(outcome.kind === 'answered');
		assert.equal(userOf(outcome.value).signIn, undefined);
		assert.equal(outcome.dropped?.refreshToken, 'refresh-1');
		assert.deepEqual(await storedSecret(bed.store, bed.profile.id), { clientSecret: 'the secret' });
		assert.deepEqual([...bed.vault.secrets.values()].join().match(/access-1|refresh-1/), null);
		assert.equal(bed.audit.events.at(-1)?.type, 'signed-out');
	});

	it('removes the tokens that a renewal has brought meanwhile', async () => {
		const bed = await setUpSignedIn();
		const renewing = Promise.withResolvers<void>();
		const renewal = bed.signInLock.hold(async () => {
			await renewing.promise;
			const secret = '{"oauth":{"clientSecret":"the secret","refreshToken":"refresh-2"}}';
			await answerOf(bed.store.replaceSecret(bed.profile.id, secret, (profile) => profile));
		});
		const dropping = dropSignIn(bed, bed.profile);
		await settled();
		renewing.resolve();
		await renewal;
		assert.equal((await dropping).dropped?.refreshToken, 'refresh-2');
		assert.deepEqual(await storedSecret(bed.store, bed.profile.id), { clientSecret: 'the secret' });
	});

	it('works where the secret is missing or cannot be read', async () => {
		for (const secret of [undefined, 'rubbish']) {
			const bed = await setUpSignedIn();
			bed.store.forgetSecrets();
			if (secret === undefined) {
				bed.vault.secrets.clear();
			} else {
				bed.vault.secrets.set(vaultKey(bed.profile), secret);
			}
			const outcome = await dropSignIn(bed, bed.profile);
			assert.deepEqual([outcome.kind, outcome.dropped], ['answered', {}]);
			assert.equal(userOf(await answerOf(bed.store.find(bed.profile.id))).signIn, undefined);
		}
	});

	it('where the disk is full says so, and still tells which token was to be removed', async () => {
		const bed = await setUpSignedIn();
		bed.index.failing = 'write';
		const outcome = await dropSignIn(bed, bed.profile);
		assert.equal(outcome.kind === 'failed' && outcome.failure.cause, 'storage-failed');
		assert.equal(outcome.dropped?.refreshToken, 'refresh-1');
	});

	it('where the lock is not to be had says so, and changes nothing', async () => {
		const bed = await setUpSignedIn();
		const lockOf = () => ({ hold: () => Promise.reject(new Error('no')) });
		const outcome = await dropSignIn({ ...bed, lockOf }, bed.profile);
		assert.equal(outcome.kind === 'failed' && outcome.failure.cause, 'storage-failed');
		assert.equal((await storedSecret(bed.store, bed.profile.id)).refreshToken, 'refresh-1');
	});
});
