import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withNewKey } from '../../../src/core/credentials/enteredKey.ts';
import { DeletedProfiles } from '../../../src/core/profiles/deletedProfiles.ts';
import { type Profile, vaultKey } from '../../../src/core/profiles/profile.ts';
import { ProfileStore } from '../../../src/core/profiles/profileStore.ts';
import { MemoryVault } from '../../fakes/memoryVault.ts';
import { answerOf, draft, faultOf, keysOf, secretsOf, settled, setUp } from './profileSupport.ts';

const patient = new AbortController().signal;

/** Two profiles, of which the first is the default. */
async function setUpTwo() {
	const bed = setUp();
	const one = await answerOf(bed.store.add({ ...draft('One'), color: 'red' }, 's1'));
	const two = await answerOf(bed.store.add(draft('Two'), 's2'));
	const isDefault = async ({ id }: Profile) => (await answerOf(bed.store.index())).defaultId === id;
	return { ...bed, one, two, isDefault, deleted: new DeletedProfiles(bed.store) };
}

test('a profile that was deleted is gone with its secret, and can be brought back', async () => {
	const { vault, store, one, two, deleted } = await setUpTwo();
	assert.equal(await answerOf(deleted.delete(one, patient)), 'undoable');
	assert.equal(deleted.last, 'One');
	assert.deepEqual(await answerOf(store.list()), [two]);
	assert.deepEqual([...vault.secrets.keys()], [vaultKey(two)]);
});

test('undoing brings back the profile as it was, with its secret', async () => {
	const { store, one, two, deleted } = await setUpTwo();
	await answerOf(deleted.delete(one, patient));
	const back = await answerOf(deleted.undo());
	assert.deepEqual(back, { ...one, secretVersion: back?.secretVersion });
	assert.deepEqual(await answerOf(store.list()), [two, back]);
	assert.deepEqual(await secretsOf(store), [
		['Two', 's2'],
		['One', 's1'],
	]);
});

test('what is brought back is the profile as it was last, not as it was shown', async () => {
	const { store, one, deleted } = await setUpTwo();
	await answerOf(store.edit(one.id, { name: 'Renamed' }));
	await answerOf(store.replaceSecret(one.id, 'newer', withNewKey({ keyKind: 'auth' })));
	await answerOf(deleted.delete(one, patient));
	await answerOf(deleted.undo());
	assert.deepEqual((await secretsOf(store)).at(-1), ['Renamed', 'newer']);
});

test('undoing again brings back the one deleted before, and then nothing', async () => {
	const { vault, store, one, two, deleted } = await setUpTwo();
	await answerOf(deleted.delete(one, patient));
	await answerOf(deleted.delete(two, patient));
	assert.equal((await answerOf(deleted.undo()))?.name, 'Two');
	assert.equal(deleted.last, 'One');
	assert.equal((await answerOf(deleted.undo()))?.name, 'One');
	assert.equal(deleted.last, undefined);
	assert.equal(await answerOf(deleted.undo()), undefined);
	assert.deepEqual([...vault.secrets.keys()].sort(), await keysOf(store));
});

test('undoing by id brings back the one that is meant, not the one deleted last', async () => {
	const { store, one, two, deleted } = await setUpTwo();
	await answerOf(deleted.delete(one, patient));
	await answerOf(deleted.delete(two, patient));
	assert.equal((await answerOf(deleted.undo(one.id)))?.name, 'One');
	assert.equal(await answerOf(deleted.undo(one.id)), undefined);
	assert.equal(deleted.last, 'Two');
	assert.deepEqual(await secretsOf(store), [['One', 's1']]);
});

test('who does not wait for the keyring deletes for good', async () => {
	class LockedVault extends MemoryVault {
		isLocked = false;
		override get(key: string): Promise<string | undefined> {
			return this.isLocked ? new Promise(() => undefined) : super.get(key);
		}
	}
	const vault = new LockedVault();
	const { store } = setUp({ vault });
	const deleted = new DeletedProfiles(store);
	const one = await answerOf(store.add(draft('One'), 's1'));
	vault.isLocked = true;
	const impatient = new AbortController();
	const deleting = deleted.delete(one, impatient.signal);
	await settled();
	assert.deepEqual(await answerOf(store.list()), [one]);
	impatient.abort();
	assert.equal(await answerOf(deleting), 'secret-not-read');
	assert.equal(deleted.last, undefined);
	assert.deepEqual(await answerOf(store.list()), []);
	assert.equal(vault.secrets.size, 0);
});

test('what was not waited for can be brought back later', async () => {
	const { vault, store, one, two, deleted } = await setUpTwo();
	await answerOf(deleted.delete(one, patient));
	assert.equal((await deleted.undo(undefined, AbortSignal.abort())).kind, 'cancelled');
	assert.deepEqual(await answerOf(store.list()), [two]);
	assert.equal(vault.secrets.size, 1);
	assert.equal((await answerOf(deleted.undo()))?.name, 'One');
});

test('undoing twice at once brings back no profile twice', async () => {
	const { vault, store, one, deleted } = await setUpTwo();
	await answerOf(deleted.delete(one, patient));
	await Promise.all([deleted.undo(), deleted.undo()]);
	assert.deepEqual(await secretsOf(store), [
		['Two', 's2'],
		['One', 's1'],
	]);
	assert.equal(deleted.last, undefined);
	assert.deepEqual([...vault.secrets.keys()].sort(), await keysOf(store));
});

test('a profile whose name was taken meanwhile comes back under another', async () => {
	const { store, one, deleted } = await setUpTwo();
	await answerOf(deleted.delete(one, patient));
	await answerOf(store.add(draft('One'), 's3'));
	assert.equal((await answerOf(deleted.undo()))?.name, 'One 2');
});

test('the default is the default again when it comes back', async () => {
	const { one, deleted, isDefault } = await setUpTwo();
	await answerOf(deleted.delete(one, patient));
	assert.equal(await isDefault(one), false);
	await answerOf(deleted.undo());
	assert.equal(await isDefault(one), true);
});

test('a default that was chosen meanwhile stays', async () => {
	const { store, one, two, deleted, isDefault } = await setUpTwo();
	await answerOf(deleted.delete(one, patient));
	await answerOf(store.setDefault(two.id));
	await answerOf(deleted.undo());
	assert.equal(await isDefault(two), true);
});

test('a profile that was deleted elsewhere is gone, and this window cannot bring it back', async () => {
	const { ports, one, deleted } = await setUpTwo();
	await answerOf(new ProfileStore(ports).remove(one.id));
	assert.equal(await faultOf(deleted.delete(one, patient)), 'profile-gone');
	assert.equal(deleted.last, undefined);
});

test('a profile without a secret is deleted for good', async () => {
	const { vault, store, one, deleted } = await setUpTwo();
	vault.secrets.delete(vaultKey(one));
	assert.equal(await answerOf(deleted.delete(one, patient)), 'without-secret');
	assert.equal(deleted.last, undefined);
	assert.equal(await answerOf(store.find(one.id)), undefined);
});

test('a profile that could not be deleted cannot be brought back', async () => {
	const { index, store, one, two, deleted } = await setUpTwo();
	index.failing = 'write';
	assert.equal(await faultOf(deleted.delete(one, patient)), 'storage-failed: index write: Error');
	assert.equal(deleted.last, undefined);
	assert.deepEqual(await answerOf(store.list()), [one, two]);
});

test('a profile whose secret stayed behind is told, and can be brought back', async () => {
	const { vault, store, one, deleted } = await setUpTwo();
	await answerOf(store.secretOf(one));
	vault.failing = true;
	assert.equal(await faultOf(deleted.delete(one, patient)), 'storage-failed: secret delete: Error');
	vault.failing = false;
	assert.equal((await answerOf(deleted.undo()))?.name, 'One');
	assert.deepEqual([...vault.secrets.keys()].sort(), await keysOf(store));
});

test('what could not be brought back can be tried again', async () => {
	const { vault, store, one, deleted } = await setUpTwo();
	await answerOf(deleted.delete(one, patient));
	vault.failing = true;
	assert.equal(await faultOf(deleted.undo()), 'storage-failed: secret write: Error');
	assert.equal(deleted.last, 'One');
	vault.failing = false;
	await answerOf(deleted.undo());
	assert.deepEqual((await secretsOf(store)).at(-1), ['One', 's1']);
});

test('a window that closes forgets what could be brought back', async () => {
	const { one, deleted } = await setUpTwo();
	await answerOf(deleted.delete(one, patient));
	deleted.dispose();
	assert.equal(deleted.last, undefined);
	assert.equal(await answerOf(deleted.undo()), undefined);
});
