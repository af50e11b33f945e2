import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dropSignIn, replaceSignIn } from '../../../../src/core/oauth/keepSignIn.ts';
import { readOAuthSecret, writeOAuthSecret } from '../../../../src/core/oauth/oauthSecret.ts';
import { vaultKey } from '../../../../src/core/profiles/profile.ts';
import { MemoryLock } from '../../../fakes/memoryDocument.ts';
import { MemoryVault } from '../../../fakes/memoryVault.ts';
import { answerOf, faultOf, keysOf, settled } from '../profileSupport.ts';
import { minutes, setUpUser, storedSecret, userOf, window } from './tokenSupport.ts';

const accessOf = async (grant: ReturnType<Awaited<ReturnType<typeof setUpUser>>['get']>) =>
	(await answerOf(grant)).token.accessToken;

describe('the token of a sign-in', () => {
	it('is the stored one while that is good, without a request and without the lock', async () => {
		const { get, profile, idp, clock, signInLock } = await setUpUser();
		void signInLock.hold(() => new Promise(() => undefined));
		clock.advance(54 * minutes);
		assert.equal(await accessOf(get(profile.id)), 'access-1');
		assert.deepEqual(idp.asked, []);
	});

	for (const [what, after] of [
		['is in its last minutes', 56 * minutes],
		['is over', 61 * minutes],
		['was had by a clock that was set back since', -24 * 60 * minutes],
	] as const) {
		it(`is another where the stored one ${what}`, async () => {
			const { get, profile, idp, clock, store } = await setUpUser();
			clock.advance(after);
			assert.equal(await accessOf(get(profile.id)), 'access-2');
			assert.deepEqual(idp.asked, ['refresh-1']);
			assert.equal((await storedSecret(store, profile.id)).access?.accessToken, 'access-2');
		});
	}

	it('is another where a server refused the stored one', async () => {
		const { get, profile, idp } = await setUpUser();
		assert.equal(await accessOf(get(profile.id, 'access-1')), 'access-2');
		assert.equal(await accessOf(get(profile.id, 'access-1')), 'access-2');
		assert.deepEqual(idp.asked, ['refresh-1']);
	});

	it('whose end the server does not tell is used until it is refused', async () => {
		const { get, profile, clock } = await setUpUser({}, { lifetime: Number.POSITIVE_INFINITY });
		clock.advance(24 * 60 * minutes);
		assert.equal(await accessOf(get(profile.id)), 'access-1');
		assert.equal(await accessOf(get(profile.id, 'access-1')), 'access-2');
	});
});

describe('a renewal', () => {
	it('is stored before what it brought is used', async () => {
		const events: string[] = [];
		class WatchedVault extends MemoryVault {
			override async store(key: string, value: string): Promise<void> {
				await super.store(key, value);
				events.push(`stored ${readOAuthSecret(value)?.refreshToken}`);
			}
		}
		const { get, profile, clock, idp } = await setUpUser({ vault: new WatchedVault() });
		idp.onAnswered = () => void events.push('answered');
		clock.advance(61 * minutes);
		events.push(`given ${await accessOf(get(profile.id))}`);
		assert.deepEqual(events, ['stored refresh-1', 'answered', 'stored refresh-2', 'given access-2']);
	});

	it('keeps the refresh token where the server gives no other', async () => {
		const { get, profile, clock, store, idp } = await setUpUser();
		idp.rotates = false;
		for (const serial of [2, 3, 4]) {
			clock.advance(61 * minutes);
			assert.equal(await accessOf(get(profile.id)), `access-${serial}`);
			assert.equal((await storedSecret(store, profile.id)).refreshToken, 'refresh-1');
		}
	});

	it('keeps client secret, scopes and profile, and leaves one secret in the vault', async () => {
		const { get, profile, clock, store, vault } = await setUpUser();
		for (let round = 0; round < 5; round++) {
			clock.advance(61 * minutes);
			await accessOf(get(profile.id));
		}
		const { clientSecret, refreshToken, access } = await storedSecret(store, profile.id);
		assert.deepEqual([clientSecret, refreshToken, access?.scopes], ['the client secret', 'refresh-6', ['a', 'b']]);
		const { secretVersion: _, ...rest } = userOf(await answerOf(store.find(profile.id)));
		const { secretVersion: __, ...before } = profile;
		assert.deepEqual(rest, before);
		assert.deepEqual([...vault.secrets.keys()], await keysOf(store));
	});

	it('is had once by many who ask at once, in two windows', async () => {
		const { get, profile, clock, idp, ports, signInLock } = await setUpUser();
		const other = window(ports, { idp, lock: signInLock });
		clock.advance(61 * minutes);
		const all = [get, other.get, get, other.get, get, other.get].map((each) => accessOf(each(profile.id)));
		assert.deepEqual(new Set(await Promise.all(all)), new Set(['access-2']));
		assert.deepEqual(idp.asked, ['refresh-1']);
	});

	it('of a profile that was edited meanwhile leaves the edit', async () => {
		const { get, profile, clock, idp, store } = await setUpUser();
		const gate = Promise.withResolvers<void>();
		idp.gate = gate.promise;
		clock.advance(61 * minutes);
		const renewing = get(profile.id);
		await settled();
		await answerOf(store.edit(profile.id, { name: 'Ada at work', isProtected: true }));
		gate.resolve();
		const { profile: renewed } = await answerOf(renewing);
		assert.deepEqual([renewed.name, renewed.isProtected], ['Ada at work', true]);
	});

	it('of a profile that was deleted meanwhile leaves nothing behind', async () => {
		const { get, profile, clock, idp, store, vault, ended } = await setUpUser();
		const gate = Promise.withResolvers<void>();
		idp.gate = gate.promise;
		clock.advance(61 * minutes);
		const renewing = get(profile.id);
		await settled();
		await answerOf(store.remove(profile.id));
		gate.resolve();
		assert.equal(await faultOf(renewing), 'profile-gone');
		assert.deepEqual([vault.secrets.size, ended], [0, []]);
	});

	it('does not use the refresh token where the lock was lost before', async () => {
		const { get, profile, clock, idp, signInLock, ended } = await setUpUser();
		clock.advance(61 * minutes);
		signInLock.lost = true;
		assert.equal(await faultOf(get(profile.id)), 'storage-failed: sign-in lock lost');
		assert.deepEqual([idp.asked, ended], [[], []]);
		signInLock.lost = false;
		assert.equal(await accessOf(get(profile.id)), 'access-2');
	});

	it('is told to the audit trail without any secret', async () => {
		const { get, profile, clock, audit } = await setUpUser();
		clock.advance(61 * minutes);
		await accessOf(get(profile.id));
		const types = audit.events.map(({ type }) => type);
		assert.deepEqual(types, ['profile-added', 'token-requested', 'token-refreshed']);
		assert.doesNotMatch(JSON.stringify(audit.events), /access-|refresh-\d|client secret/);
	});
});

describe('a sign-in made anew', () => {
	it('while a renewal is under way waits for it, and wins', async () => {
		const bed = await setUpUser();
		const { get, profile, clock, idp, store, signInLock } = bed;
		const gate = Promise.withResolvers<void>();
		idp.gate = gate.promise;
		clock.advance(61 * minutes);
		const renewing = get(profile.id);
		await settled();
		const ports = { store, clock, lockOf: () => signInLock };
		const anew = replaceSignIn(ports, profile, 'the client secret', { tokens: idp.signIn(), scopes: ['a'] });
		gate.resolve();
		await Promise.all([renewing, answerOf(anew)]);
		const { refreshToken, access } = await storedSecret(store, profile.id);
		assert.deepEqual([refreshToken, access?.accessToken], ['refresh-2', 'access-2']);
		assert.equal(userOf(await answerOf(store.find(profile.id))).signIn?.ended, undefined);
		assert.equal(await accessOf(get(profile.id)), 'access-2');
	});

	it('on another machine, of which no lock of this one knows, wins over the end of the one before', async () => {
		const bed = await setUpUser();
		const { get, profile, clock, idp, ports, store, ended } = bed;
		const elsewhere = window(ports, { idp, lock: bed.signInLock });
		const gate = Promise.withResolvers<void>();
		idp.gate = gate.promise;
		clock.advance(61 * minutes);
		const renewing = get(profile.id);
		await settled();
		// A lock of its own.
		const lock = new MemoryLock();
		const there = { store: elsewhere.store, clock, lockOf: () => lock };
		await answerOf(replaceSignIn(there, profile, 'the client secret', { tokens: idp.signIn(), scopes: ['a', 'b'] }));
		gate.resolve();
		// The token that was used is refused by now; the vault has the good one.
		assert.equal(await accessOf(renewing), 'access-2');
		assert.deepEqual(ended, []);
		assert.equal(userOf(await answerOf(store.find(profile.id))).signIn?.ended, undefined);
	});

	it('is used at once by a window that was told that the one before has ended', async () => {
		const { get, profile, clock, idp, store, signInLock } = await setUpUser();
		clock.advance(61 * minutes);
		idp.end();
		assert.match(await faultOf(get(profile.id)), /^oauth-refresh-revoked/);
		const ports = { store, clock, lockOf: () => signInLock };
		await answerOf(replaceSignIn(ports, profile, 'the client secret', { tokens: idp.signIn(), scopes: ['a'] }));
		assert.equal(await accessOf(get(profile.id)), 'access-2');
	});
});

describe('where there is no sign-in', () => {
	it('nothing is asked for', async () => {
		const { get, profile, idp, store, clock, signInLock } = await setUpUser();
		await dropSignIn({ store, clock, lockOf: () => signInLock }, profile);
		assert.equal(await faultOf(get(profile.id)), 'signed-out');
		assert.deepEqual(idp.asked, []);
	});

	it('since the profile was deleted, that is said', async () => {
		const { tokens, profile, store } = await setUpUser();
		await answerOf(store.remove(profile.id));
		assert.equal(await faultOf(tokens.get(profile, undefined, new AbortController().signal)), 'profile-gone');
	});

	it('since its secret is missing, that is said, and nobody is signed out', async () => {
		const { get, profile, store, vault, ended } = await setUpUser();
		vault.secrets.delete(vaultKey(profile));
		store.forgetSecrets();
		assert.equal(await faultOf(get(profile.id)), 'secret-missing: secret missing');
		assert.deepEqual(ended, []);
		assert.equal(userOf(await answerOf(store.find(profile.id))).signIn?.ended, undefined);
	});

	it('and no refresh token, the token is used to its end, and then the sign-in has ended', async () => {
		const { get, profile, store, clock, idp, ended } = await setUpUser();
		const { refreshToken: _, ...rest } = await storedSecret(store, profile.id);
		await answerOf(store.replaceSecret(profile.id, writeOAuthSecret(rest), (each) => each));
		clock.advance(59 * minutes);
		assert.equal(await accessOf(get(profile.id)), 'access-1');
		clock.advance(minutes);
		assert.equal(await faultOf(get(profile.id)), 'signed-out: no refresh token');
		assert.deepEqual([idp.asked, ended.length], [[], 1]);
	});
});
