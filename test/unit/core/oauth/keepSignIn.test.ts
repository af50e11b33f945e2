import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
	addSignedIn,
	changeClientSecret,
	dropSignIn,
	moveClientSecret,
	replaceSignIn,
} from '../../../../src/core/oauth/keepSignIn.ts';
import { writeOAuthSecret } from '../../../../src/core/oauth/oauthSecret.ts';
import type { Tokens } from '../../../../src/core/oauth/tokens.ts';
import { vaultKey } from '../../../../src/core/profiles/profile.ts';
import { ProfileStore } from '../../../../src/core/profiles/profileStore.ts';
import { keptElsewhere } from '../../../../src/core/secretSources/secretSource.ts';
import { MemoryLock } from '../../../fakes/memoryDocument.ts';
import { machineProfile, storedSecret, userDraft, userOf } from '../credentials/tokenSupport.ts';
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
		const { outcome, secret, isLeftBehind } = await dropSignIn(bed, bed.profile);
		assert.equal(userOf(outcome.kind === 'answered' ? outcome.value : undefined).signIn, undefined);
		assert.deepEqual([secret?.refreshToken, isLeftBehind, bed.clock.waiting], ['refresh-1', false, 0]);
		assert.deepEqual(await storedSecret(bed.store, bed.profile.id), { clientSecret: 'the secret' });
		assert.doesNotMatch([...bed.vault.secrets.values()].join(), /access-1|refresh-1/);
		assert.equal(bed.audit.events.at(-1)?.type, 'signed-out');
	});

	/** A renewal that stores what it got when it is let. */
	async function setUpRenewing() {
		const bed = await setUpSignedIn();
		const answer = Promise.withResolvers<void>();
		const renewal = bed.signInLock.hold(async () => {
			await answer.promise;
			const secret = '{"oauth":{"clientSecret":"the secret","refreshToken":"refresh-2"}}';
			const version = bed.profile.secretVersion;
			return bed.store.replaceSecret(bed.profile.id, secret, (profile) => profile, { version });
		});
		return { ...bed, answer, renewal };
	}

	it('waits for a renewal that is under way, and removes what that brought', async () => {
		const bed = await setUpRenewing();
		const dropping = dropSignIn(bed, bed.profile);
		await settled();
		bed.answer.resolve();
		await answerOf(bed.renewal);
		assert.equal((await dropping).secret?.refreshToken, 'refresh-2');
		assert.deepEqual(await storedSecret(bed.store, bed.profile.id), { clientSecret: 'the secret' });
	});

	it('waits three seconds and no longer; what the renewal brings then is not stored', async () => {
		const bed = await setUpRenewing();
		const dropping = dropSignIn(bed, bed.profile);
		await settled();
		bed.clock.advance(2_999);
		await settled();
		assert.equal((await storedSecret(bed.store, bed.profile.id)).refreshToken, 'refresh-1');
		bed.clock.advance(1);
		assert.equal((await dropping).secret?.refreshToken, 'refresh-1');
		bed.answer.resolve();
		assert.equal(await faultOf(bed.renewal), 'storage-failed: secret replaced meanwhile');
		await settled();
		assert.deepEqual(await storedSecret(bed.store, bed.profile.id), { clientSecret: 'the secret' });
		assert.equal(bed.audit.events.filter(({ type }) => type === 'signed-out').length, 1);
		assert.deepEqual([...bed.vault.secrets.keys()], await keysOf(bed.store));
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
			const dropped = await dropSignIn(bed, bed.profile);
			assert.deepEqual([dropped.outcome.kind, dropped.secret], ['answered', undefined]);
			assert.equal(userOf(await answerOf(bed.store.find(bed.profile.id))).signIn, undefined);
		}
	});

	it('works where the lock is not to be had', async () => {
		const bed = await setUpSignedIn();
		const lockOf = () => ({ hold: () => Promise.reject(new Error('no')) });
		const dropped = await dropSignIn({ ...bed, lockOf }, bed.profile);
		assert.deepEqual([dropped.outcome.kind, dropped.secret?.refreshToken], ['answered', 'refresh-1']);
		assert.deepEqual(await storedSecret(bed.store, bed.profile.id), { clientSecret: 'the secret' });
	});

	it('where the disk is full says so, and still tells which token was to be removed', async () => {
		const bed = await setUpSignedIn();
		bed.index.failing = 'write';
		const { outcome, secret } = await dropSignIn(bed, bed.profile);
		assert.equal(outcome.kind === 'failed' && outcome.failure.cause, 'storage-failed');
		assert.equal(secret?.refreshToken, 'refresh-1');
	});

	it('says where the keyring kept the tokens; the next change of a profile deletes them', async () => {
		const bed = await setUpSignedIn();
		const remove = bed.vault.delete.bind(bed.vault);
		bed.vault.delete = () => Promise.reject(new Error('The keyring is locked.'));
		const { outcome, isLeftBehind } = await dropSignIn(bed, bed.profile);
		assert.deepEqual([outcome.kind, isLeftBehind], ['answered', true]);
		bed.vault.delete = remove;
		await answerOf(bed.store.edit(bed.profile.id, { color: 'red' }));
		assert.deepEqual([...bed.vault.secrets.keys()], await keysOf(bed.store));
	});

	it('of a profile that is gone says that', async () => {
		const bed = await setUpSignedIn();
		await answerOf(bed.store.remove(bed.profile.id));
		const { outcome, secret } = await dropSignIn(bed, bed.profile);
		assert.deepEqual([outcome.kind === 'failed' && outcome.failure.cause, secret], ['profile-gone', undefined]);
	});
});

describe('another secret of the client', () => {
	it('takes the place of the one before, and the sign-in goes on', async () => {
		const bed = await setUpSignedIn();
		await answerOf(bed.store.recordCheck(bed.profile, { at: 1, state: 'rejected' }));
		const changed = userOf(await answerOf(changeClientSecret(bed, bed.profile, 'another secret')));
		assert.deepEqual([changed.signIn, changed.lastCheck], [bed.profile.signIn, undefined]);
		const { clientSecret, refreshToken, access } = await storedSecret(bed.store, bed.profile.id);
		assert.deepEqual([clientSecret, refreshToken, access?.accessToken], ['another secret', 'refresh-1', 'access-1']);
		assert.deepEqual([...bed.vault.secrets.keys()], await keysOf(bed.store));
	});

	it('waits for whoever renews, and keeps what that brings', async () => {
		const bed = await setUpSignedIn();
		const answer = Promise.withResolvers<void>();
		const renewal = bed.signInLock.hold(async () => {
			await answer.promise;
			const secret = '{"oauth":{"clientSecret":"the secret","refreshToken":"refresh-2"}}';
			return bed.store.replaceSecret(bed.profile.id, secret, (profile) => profile);
		});
		const changing = changeClientSecret(bed, bed.profile, 'another secret');
		await settled();
		answer.resolve();
		await answerOf(renewal);
		await answerOf(changing);
		const { clientSecret, refreshToken } = await storedSecret(bed.store, bed.profile.id);
		assert.deepEqual([clientSecret, refreshToken], ['another secret', 'refresh-2']);
	});

	it('is kept where the one before is missing, and not where the keyring cannot be read', async () => {
		const missing = await setUpSignedIn();
		missing.store.forgetSecrets();
		missing.vault.secrets.clear();
		await answerOf(changeClientSecret(missing, missing.profile, 'another secret'));
		assert.deepEqual(await storedSecret(missing.store, missing.profile.id), { clientSecret: 'another secret' });
		const locked = await setUpSignedIn();
		locked.store.forgetSecrets();
		locked.vault.failing = true;
		const changing = changeClientSecret(locked, locked.profile, 'another secret');
		assert.equal(await faultOf(changing), 'storage-failed: secret read: Error');
		locked.vault.failing = false;
		assert.equal((await storedSecret(locked.store, locked.profile.id)).refreshToken, 'refresh-1');
	});
});

describe('a client’s secret that is kept elsewhere', () => {
	const source = { kind: 'environment', name: 'OAUTH_CLIENT_SECRET' };
	const setUpSourced = async () => {
		const bed = setUp();
		const added = addSignedIn(bed, userDraft({ source }), 'the secret', tokens());
		return { ...bed, profile: userOf(await answerOf(added)) };
	};

	it('is not stored with the sign-in, nor where it is kept in the vault', async () => {
		const { store, profile, vault, index } = await setUpSourced();
		assert.deepEqual(profile.source, source);
		const { clientSecret, refreshToken } = await storedSecret(store, profile.id);
		assert.deepEqual([clientSecret, refreshToken], [undefined, 'refresh-1']);
		assert.doesNotMatch([index.text, ...vault.secrets.values()].join(), /the secret/);
	});

	it('stays where it is when the person signs out and in again', async () => {
		const bed = await setUpSourced();
		const { outcome } = await dropSignIn(bed, bed.profile);
		const left = userOf(outcome.kind === 'answered' ? outcome.value : undefined);
		assert.deepEqual([left.source, left.signIn], [source, undefined]);
		assert.deepEqual(await storedSecret(bed.store, left.id), {});
		const again = replaceSignIn(bed, left, undefined, { tokens: tokens(), scopes: ['a'], source });
		assert.deepEqual(userOf(await answerOf(again)).source, source);
		assert.equal((await storedSecret(bed.store, left.id)).clientSecret, undefined);
	});

	it('goes with the sign-in that was made by it, whatever was said meanwhile', async () => {
		const bed = await setUpSourced();
		await answerOf(changeClientSecret(bed, bed.profile, 'typed meanwhile'));
		await answerOf(replaceSignIn(bed, bed.profile, undefined, { tokens: tokens(), scopes: ['a'], source }));
		const sourced = userOf(await answerOf(bed.store.find(bed.profile.id)));
		assert.deepEqual(sourced.source, source);
		assert.equal((await storedSecret(bed.store, sourced.id)).clientSecret, undefined);
		await answerOf(replaceSignIn(bed, sourced, 'typed', { tokens: tokens(), scopes: ['a'] }));
		assert.equal(userOf(await answerOf(bed.store.find(sourced.id))).source, undefined);
		assert.equal((await storedSecret(bed.store, sourced.id)).clientSecret, 'typed');
	});

	it('may be named later, and be typed after all; the sign-in goes on', async () => {
		const bed = await setUpSignedIn();
		await answerOf(bed.store.recordCheck(bed.profile, { at: 1, state: 'rejected' }));
		const moved = userOf(await answerOf(moveClientSecret(bed, bed.profile, source)));
		assert.deepEqual([moved.source, moved.signIn, moved.lastCheck], [source, bed.profile.signIn, undefined]);
		const { clientSecret, refreshToken } = await storedSecret(bed.store, moved.id);
		assert.deepEqual([clientSecret, refreshToken], [undefined, 'refresh-1']);
		assert.doesNotMatch([...bed.vault.secrets.values()].join(), /the secret/);
		const back = userOf(await answerOf(changeClientSecret(bed, moved, 'typed')));
		assert.deepEqual([back.source, back.signIn], [undefined, bed.profile.signIn]);
		assert.equal((await storedSecret(bed.store, back.id)).clientSecret, 'typed');
	});

	it('of a machine leaves in the vault what stands for it', async () => {
		const bed = setUp();
		const { id: _, secretVersion: __, createdAt: ___, ...draft } = machineProfile();
		const machine = await answerOf(bed.store.add(draft, writeOAuthSecret({ clientSecret: 'the secret' })));
		await answerOf(moveClientSecret(bed, machine, source));
		assert.deepEqual([...bed.vault.secrets.values()], [keptElsewhere]);
	});
});
