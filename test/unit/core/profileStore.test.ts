import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withNewKey } from '../../../src/core/credentials/enteredKey.ts';
import { LockBusy } from '../../../src/core/lockBusy.ts';
import type { Lock } from '../../../src/core/ports.ts';
import { type Profile, vaultKey } from '../../../src/core/profiles/profile.ts';
import { ProfileStore } from '../../../src/core/profiles/profileStore.ts';
import { MemoryDocument } from '../../fakes/memoryDocument.ts';
import { MemoryVault } from '../../fakes/memoryVault.ts';
import {
	answerOf,
	ComplainingDocument,
	draft,
	faultOf,
	keysOf,
	longAfter,
	secretsOf,
	settled,
	setUp,
} from './profileSupport.ts';

/** Keeps less than it is given, as a keyring with a limit may. */
class CuttingVault extends MemoryVault {
	override store(key: string, value: string): Promise<void> {
		return super.store(key, value.slice(0, -1));
	}
}

/** Fails from its n-th write on. */
class FullDocument extends MemoryDocument {
	writesLeft = Number.POSITIVE_INFINITY;

	override write(text: string): Promise<void> {
		this.failing = this.writesLeft-- > 0 ? 'nothing' : 'write';
		return super.write(text);
	}
}

/** Keeps every text it ever held. */
class RememberingDocument extends MemoryDocument {
	readonly texts: string[] = [];

	override write(text: string): Promise<void> {
		this.texts.push(text);
		return super.write(text);
	}
}

const leftoversOf = async (store: ProfileStore) => (await answerOf(store.index())).leftovers;
const defaultOf = async (store: ProfileStore) => (await answerOf(store.index())).defaultId;

describe('adding', () => {
	test('a profile that was added is listed, and its secret lies in the vault alone', async () => {
		const { vault, store } = setUp();
		const profile = await answerOf(store.add(draft('Work'), 'the-secret'));
		assert.deepEqual(await answerOf(store.list()), [profile]);
		assert.equal(await answerOf(store.secretOf(profile)), 'the-secret');
		assert.deepEqual([...vault.secrets], [[vaultKey(profile), 'the-secret']]);
	});

	test('what is known of a new profile is kept with it', async () => {
		const { clock, store } = setUp();
		const lastCheck = { at: 5, state: 'valid' } as const;
		const made = {
			...draft('Work'),
			keyKind: 'auth',
			color: 'red',
			isProtected: true,
			expiresAt: 7,
			lastCheck,
		} as const;
		const { id, secretVersion, ...rest } = await answerOf(store.add(made, 's'));
		assert.deepEqual(rest, { ...made, createdAt: clock.now() });
		assert.notEqual(id, secretVersion);
	});

	test('the first profile is the default, and the second is not', async () => {
		const { store } = setUp();
		const { id } = await answerOf(store.add(draft('One'), 's1'));
		await answerOf(store.add(draft('Two'), 's2'));
		assert.equal(await defaultOf(store), id);
	});

	test('a hundred profiles added at once are all there with their own secrets', async () => {
		const { store } = setUp();
		const numbers = Array.from({ length: 100 }, (_, number) => number);
		await Promise.all(numbers.map((number) => answerOf(store.add(draft(`P${number}`), `s${number}`))));
		const expected = numbers.map((number) => [`P${number}`, `s${number}`]);
		assert.deepEqual(new Map(await secretsOf(store)), new Map(expected as [string, string][]));
		assert.deepEqual(await leftoversOf(store), []);
	});

	test('a vault that is locked adds nothing', async () => {
		const { vault, store } = setUp();
		vault.failing = true;
		assert.equal(await faultOf(store.add(draft('Work'), 's')), 'storage-failed: secret write: Error');
		assert.deepEqual(await answerOf(store.list()), []);
	});

	for (const [what, vault] of [
		['keeps nothing', Object.assign(new MemoryVault(), { losing: true })],
		['keeps something else', new CuttingVault()],
	] as const) {
		test(`a vault that ${what} adds nothing and is left empty`, async () => {
			const { store } = setUp({ vault });
			assert.equal(await faultOf(store.add(draft('Work'), 's1')), 'storage-failed: secret differs after writing');
			assert.deepEqual(await answerOf(store.list()), []);
			assert.deepEqual(await leftoversOf(store), []);
			assert.equal(vault.secrets.size, 0);
		});
	}

	test('a secret is not stored before the index could note it', async () => {
		const { index, vault, store } = setUp();
		index.failing = 'write';
		assert.equal(await faultOf(store.add(draft('Work'), 's')), 'storage-failed: index write: Error');
		assert.equal(vault.secrets.size, 0);
	});

	test('a secret whose profile could not be written is deleted', async () => {
		const index = new FullDocument();
		const { vault, store } = setUp({ index });
		index.writesLeft = 1;
		assert.equal(await faultOf(store.add(draft('Work'), 's')), 'storage-failed: index write: Error');
		assert.equal(vault.secrets.size, 0);
	});

	test('a profile that was written although the disk complained keeps its secret', async () => {
		const index = new ComplainingDocument();
		const { store } = setUp({ index });
		index.quietFor = 1;
		assert.equal(await faultOf(store.add(draft('Work'), 's')), 'storage-failed: index write: Error');
		assert.deepEqual(await secretsOf(store), [['Work', 's']]);
	});

	test('a failed write does not stop the next one', async () => {
		const { index, store } = setUp();
		index.failing = 'write';
		await store.add(draft('One'), 's');
		index.failing = 'nothing';
		await answerOf(store.add(draft('Two'), 's'));
	});

	test('a document that keeps something else is reported', async () => {
		class ForgetfulDocument extends MemoryDocument {
			override async write(): Promise<void> {}
		}
		const { store } = setUp({ index: new ForgetfulDocument() });
		assert.equal(await faultOf(store.add(draft('Work'), 's')), 'storage-failed: index differs after writing');
	});

	test('a document that cannot be read is reported', async () => {
		const { index, store } = setUp();
		index.failing = 'read';
		assert.equal(await faultOf(store.list()), 'storage-failed: index read: Error');
		assert.equal(await faultOf(store.add(draft('Work'), 's')), 'storage-failed: index read: Error');
	});

	test('whoever was passed over as dead writes nothing', async () => {
		const { index, lock, vault, store } = setUp();
		lock.lost = true;
		assert.equal(await faultOf(store.add(draft('Work'), 's')), 'storage-failed: index lock lost');
		assert.equal(index.text, undefined);
		assert.equal(vault.secrets.size, 0);
	});

	test('a lock that is not had is reported', async () => {
		const lock: Lock = { hold: () => Promise.reject(new LockBusy()) };
		const store = new ProfileStore({ ...setUp(), lock });
		assert.equal(await faultOf(store.add(draft('Work'), 's')), 'storage-failed: index write: LockBusy');
	});
});

describe('a keyring that takes its time', () => {
	/** Stores at once, but tells so only when asked to; deletes when asked to. */
	class SlowVault extends MemoryVault {
		readonly stored = Promise.withResolvers<void>();
		readonly deleting = Promise.withResolvers<void>();
		readonly mayDelete = Promise.withResolvers<void>();

		override async store(key: string, value: string): Promise<void> {
			await super.store(key, value);
			await (value === 'slow' ? this.stored.promise : undefined);
		}

		override async delete(key: string): Promise<void> {
			this.deleting.resolve();
			await this.mayDelete.promise;
			await super.delete(key);
		}
	}

	async function setUpSlow() {
		const vault = new SlowVault();
		const { ports, clock, store } = setUp({ vault });
		const slow = store.add(draft('Slow'), 'slow');
		while (vault.secrets.size === 0) {
			await new Promise(setImmediate);
		}
		return { vault, clock, store, slow, other: new ProfileStore(ports) };
	}

	test('what it stored in fifteen minutes is added', async () => {
		const { vault, clock, store, slow, other } = await setUpSlow();
		clock.advance(14 * 60_000);
		await answerOf(other.add(draft('Quick'), 'quick'));
		vault.stored.resolve();
		await answerOf(slow);
		assert.deepEqual(await secretsOf(store), [
			['Quick', 'quick'],
			['Slow', 'slow'],
		]);
	});

	test('what it stored later was swept up meanwhile, and is not added', async () => {
		const { vault, clock, store, slow, other } = await setUpSlow();
		vault.mayDelete.resolve();
		clock.advance(longAfter);
		await answerOf(other.add(draft('Quick'), 'quick'));
		vault.stored.resolve();
		assert.match(await faultOf(slow), /^storage-failed: secret (swept up|differs after writing)$/);
		assert.deepEqual([...vault.secrets.keys()], await keysOf(store));
	});

	test('what it stored after nobody wanted to wait any more is deleted again, and nothing changes', async () => {
		const { vault, store, slow, other } = await setUpSlow();
		vault.stored.resolve();
		vault.mayDelete.resolve();
		const profile = await answerOf(slow);
		const facts = { keyKind: 'auth' } as const;
		for (const change of [
			(signal: AbortSignal) => store.replaceSecret(profile.id, 'new', withNewKey(facts), { signal }),
			(signal: AbortSignal) => store.restore({ ...profile, id: 'other' }, 'new', 'Other', signal),
		]) {
			assert.equal((await change(AbortSignal.abort())).kind, 'cancelled');
			assert.deepEqual(await answerOf(other.list()), [profile]);
			assert.deepEqual([...vault.secrets], [[vaultKey(profile), 'slow']]);
			assert.deepEqual(await leftoversOf(other), []);
		}
	});

	test('what is being swept up at this very moment is not added', async () => {
		const { vault, clock, store, slow, other } = await setUpSlow();
		clock.advance(longAfter);
		const quick = other.add(draft('Quick'), 'quick');
		await vault.deleting.promise;
		vault.stored.resolve();
		await settled();
		vault.mayDelete.resolve();
		await answerOf(quick);
		assert.equal(await faultOf(slow), 'storage-failed: secret swept up');
		assert.deepEqual(await secretsOf(store), [['Quick', 'quick']]);
	});
});

describe('restoring', () => {
	async function setUpDeleted() {
		const bed = setUp();
		const profile = await answerOf(bed.store.add({ ...draft('Work'), color: 'red' }, 's'));
		await answerOf(bed.store.remove(profile.id));
		return { ...bed, profile };
	}

	test('a restored profile is the one it was, under a new key of the vault', async () => {
		const { vault, store, profile } = await setUpDeleted();
		const restored = await answerOf(store.restore(profile, 's', 'Work again'));
		assert.deepEqual(restored, { ...profile, name: 'Work again', secretVersion: restored.secretVersion });
		assert.notEqual(restored.secretVersion, profile.secretVersion);
		assert.deepEqual([...vault.secrets], [[vaultKey(restored), 's']]);
	});

	test('a profile that is there already is not restored over', async () => {
		const { vault, store, profile } = await setUpDeleted();
		await answerOf(store.restore(profile, 's', 'Work'));
		assert.equal(await faultOf(store.restore(profile, 'other', 'Work')), 'storage-failed: profile is there already');
		assert.deepEqual(await secretsOf(store), [['Work', 's']]);
		assert.deepEqual([...vault.secrets.keys()], await keysOf(store));
	});
});

describe('replacing a secret', () => {
	const facts = { keyKind: 'auth' } as const;

	async function setUpOne(vault = new MemoryVault()) {
		const bed = setUp({ vault });
		const traits = { color: 'red', isProtected: true, expiresAt: 7 } as const;
		const profile = await answerOf(bed.store.add({ ...draft('Work'), ...traits }, 'old'));
		return { ...bed, profile };
	}

	test('the new secret takes the place of the old one, which is deleted', async () => {
		const { vault, store, profile } = await setUpOne();
		const replaced = await answerOf(store.replaceSecret(profile.id, 'new', withNewKey(facts)));
		assert.deepEqual(await secretsOf(store), [['Work', 'new']]);
		assert.deepEqual([...vault.secrets], [[vaultKey(replaced), 'new']]);
		assert.deepEqual(await leftoversOf(store), []);
	});

	test('what was known about the old secret goes with it, and the rest of the profile stays', async () => {
		const { store, profile } = await setUpOne();
		await store.recordCheck(profile, { at: 5, state: 'rejected' });
		const { expiresAt: _, ...rest } = profile;
		const { secretVersion, ...replaced } = await answerOf(store.replaceSecret(profile.id, 'new', withNewKey(facts)));
		assert.deepEqual({ ...replaced, secretVersion: profile.secretVersion }, { ...rest, ...facts });
	});

	for (const [what, edit, expected] of [
		['renamed', { name: 'Play' }, { name: 'Play', color: 'red', isProtected: true }],
		['stripped of its traits', { color: undefined, isProtected: undefined }, { name: 'Work' }],
	] as const) {
		test(`a profile that is ${what} meanwhile stays so`, async () => {
			class BusyVault extends MemoryVault {
				meanwhile = async () => {};
				override async store(key: string, value: string): Promise<void> {
					await super.store(key, value);
					await this.meanwhile();
				}
			}
			const vault = new BusyVault();
			const { store, profile } = await setUpOne(vault);
			vault.meanwhile = async () => void (await answerOf(store.edit(profile.id, edit)));
			await answerOf(store.replaceSecret(profile.id, 'new', withNewKey(facts)));
			const [{ name, color, isProtected } = profile] = await answerOf(store.list());
			assert.deepEqual({ name, color, isProtected }, { color: undefined, isProtected: undefined, ...expected });
		});
	}

	test('a profile that is deleted meanwhile stays deleted, and no secret stays', async () => {
		const { vault, store, profile } = await setUpOne();
		const [replaced] = await Promise.all([
			faultOf(store.replaceSecret(profile.id, 'new', withNewKey(facts))),
			answerOf(store.remove(profile.id)),
		]);
		assert.equal(replaced, 'profile-gone');
		assert.deepEqual(await answerOf(store.list()), []);
		assert.equal(vault.secrets.size, 0);
	});

	test('a profile that does not exist gets no secret', async () => {
		const { vault, store } = setUp();
		assert.equal(await faultOf(store.replaceSecret('x', 'new', withNewKey(facts))), 'profile-gone');
		assert.equal(vault.secrets.size, 0);
	});

	test('where the vault is locked the old secret stays', async () => {
		const { vault, store, profile } = await setUpOne();
		vault.failing = true;
		assert.equal(
			await faultOf(store.replaceSecret(profile.id, 'new', withNewKey(facts))),
			'storage-failed: secret write: Error',
		);
		vault.failing = false;
		assert.deepEqual(await secretsOf(store), [['Work', 'old']]);
	});

	test('an old secret that could not be deleted is told by its being left behind', async () => {
		class KeepingVault extends MemoryVault {
			override async delete(): Promise<void> {
				throw new Error('Only reading is allowed.');
			}
		}
		const { store, profile } = await setUpOne(new KeepingVault());
		const replaced = await answerOf(store.replaceSecret(profile.id, 'new', withNewKey(facts)));
		assert.deepEqual([await store.isLeftBehind(profile), await store.isLeftBehind(replaced)], [true, false]);
	});

	test('of two replacements at once one is in place, and the vault holds no other', async () => {
		const { vault, store, profile } = await setUpOne();
		await Promise.all(['a', 'b'].map((secret) => answerOf(store.replaceSecret(profile.id, secret, withNewKey(facts)))));
		const [[, secret] = []] = await secretsOf(store);
		assert.deepEqual([...vault.secrets.values()], [secret]);
	});
});

describe('editing', () => {
	test('what is edited changes, and the rest stays', async () => {
		const { store } = setUp();
		const profile = await answerOf(store.add({ ...draft('Work'), isProtected: true }, 's'));
		const edited = await answerOf(store.edit(profile.id, { name: 'Play', color: 'blue' }));
		assert.deepEqual(edited, { ...profile, name: 'Play', color: 'blue' });
		assert.deepEqual(await answerOf(store.list()), [edited]);
	});

	test('undefined takes a trait away', async () => {
		const { index, store } = setUp();
		const { id } = await answerOf(store.add({ ...draft('Work'), color: 'red', isProtected: true, expiresAt: 5 }, 's'));
		const edited = await answerOf(store.edit(id, { color: undefined, isProtected: undefined, expiresAt: undefined }));
		assert.deepEqual(Object.keys(edited).sort(), ['createdAt', 'id', 'keyKind', 'method', 'name', 'secretVersion']);
		assert.doesNotMatch(index.text ?? '', /color|isProtected|expiresAt/);
	});

	test('edits of two windows at once are both kept', async () => {
		const { ports, store } = setUp();
		const { id } = await answerOf(store.add(draft('Work'), 's'));
		const other = new ProfileStore(ports);
		await Promise.all([store.edit(id, { name: 'Play' }), other.edit(id, { color: 'red' })]);
		const { name, color } = (await answerOf(store.find(id))) as Profile;
		assert.deepEqual([name, color], ['Play', 'red']);
	});

	test('a profile that was deleted is not edited', async () => {
		const { store } = setUp();
		assert.equal(await faultOf(store.edit('x', { name: 'Play' })), 'profile-gone');
	});
});

describe('noting', () => {
	test('what a check found is kept with the profile', async () => {
		const { store } = setUp();
		const profile = await answerOf(store.add(draft('Work'), 's'));
		const check = { at: 5, state: 'rejected', cause: 'api-key-leaked', project: '123' } as const;
		assert.deepEqual((await answerOf(store.recordCheck(profile, check))).lastCheck, check);
		assert.deepEqual((await answerOf(store.find(profile.id)))?.lastCheck, check);
	});

	test('a project that a refusal named stays known when the key works again, until another is named', async () => {
		const { store } = setUp();
		const profile = await answerOf(store.add(draft('Work'), 's'));
		const projectAfter = async (project?: string) => {
			const check = { at: 5, state: 'unverified', ...(project ? { project } : {}) } as const;
			return (await answerOf(store.recordCheck(profile, check))).lastCheck?.project;
		};
		assert.equal(await projectAfter(), undefined);
		assert.equal(await projectAfter('123'), '123');
		assert.equal(await projectAfter(), '123');
		assert.equal(await projectAfter('456'), '456');
	});

	test('the project of an old key is not that of the new one', async () => {
		const { store } = setUp();
		const profile = await answerOf(store.add(draft('Work'), 's'));
		await answerOf(store.recordCheck(profile, { at: 5, state: 'rejected', project: '123' }));
		const replaced = await answerOf(store.replaceSecret(profile.id, 'new', withNewKey({ keyKind: 'auth' })));
		assert.deepEqual((await answerOf(store.recordCheck(replaced, { at: 6, state: 'valid' }))).lastCheck, {
			at: 6,
			state: 'valid',
		});
	});

	test('what a check of the old key found is not noted of the new one, and nothing is written', async () => {
		const { index, store } = setUp();
		const profile = await answerOf(store.add(draft('Work'), 's'));
		const lastCheck = { at: 7, state: 'valid' } as const;
		const replaced = await answerOf(store.replaceSecret(profile.id, 'new', withNewKey({ keyKind: 'auth', lastCheck })));
		const before = index.text;
		assert.deepEqual(await answerOf(store.recordCheck(profile, { at: 9, state: 'rejected' })), replaced);
		assert.equal(index.text, before);
	});

	test('a check does not bring a deleted profile back', async () => {
		const { store } = setUp();
		const profile = await answerOf(store.add(draft('Work'), 's'));
		await answerOf(store.remove(profile.id));
		assert.equal(await faultOf(store.recordCheck(profile, { at: 5, state: 'valid' })), 'profile-gone');
		assert.deepEqual(await answerOf(store.list()), []);
	});

	/** Uses a profile now and again after some time; answers the milliseconds between the uses that were noted. */
	async function notedAfter(ms: number) {
		const { clock, store } = setUp();
		const { id } = await answerOf(store.add(draft('Work'), 's'));
		const use = async () => {
			await store.recordUse((await answerOf(store.find(id))) as Profile);
			return (await answerOf(store.find(id)))?.lastUsedAt ?? 0;
		};
		const first = await use();
		assert.equal(first, clock.now());
		clock.advance(ms);
		return (await use()) - first;
	}

	for (const [what, ms, noted] of [
		['within a minute is not worth a write', 59_999, 0],
		['after a minute is noted', 60_000, 60_000],
		['after a clock was set back is noted', -120_000, -120_000],
	] as const) {
		test(`a use ${what}`, async () => assert.equal(await notedAfter(ms), noted));
	}
});

describe('the default', () => {
	test('the profile that was chosen is the default', async () => {
		const { store } = setUp();
		await answerOf(store.add(draft('One'), 's1'));
		const { id } = await answerOf(store.add(draft('Two'), 's2'));
		await answerOf(store.setDefault(id));
		assert.equal(await defaultOf(store), id);
	});

	test('choosing what is chosen already writes nothing', async () => {
		const { index, store } = setUp();
		const { id } = await answerOf(store.add(draft('One'), 's1'));
		const before = index.text;
		await answerOf(store.setDefault(id));
		assert.equal(index.text, before);
	});

	test('a profile that was deleted cannot become the default', async () => {
		const { store } = setUp();
		const { id } = await answerOf(store.add(draft('One'), 's1'));
		assert.equal(await faultOf(store.setDefault('x')), 'profile-gone');
		assert.equal(await defaultOf(store), id);
	});

	test('nothing is the default when the default is deleted, and another one stays', async () => {
		const { store } = setUp();
		const one = await answerOf(store.add(draft('One'), 's1'));
		const two = await answerOf(store.add(draft('Two'), 's2'));
		await answerOf(store.remove(two.id));
		assert.equal(await defaultOf(store), one.id);
		await answerOf(store.remove(one.id));
		assert.equal(await defaultOf(store), undefined);
	});
});

describe('deleting', () => {
	test('a deleted profile is gone with its secret', async () => {
		const { vault, store } = setUp();
		const one = await answerOf(store.add(draft('One'), 's1'));
		const two = await answerOf(store.add(draft('Two'), 's2'));
		assert.deepEqual(await answerOf(store.remove(one.id)), one);
		assert.deepEqual(await answerOf(store.list()), [two]);
		assert.deepEqual([...vault.secrets.values()], ['s2']);
		assert.deepEqual(await leftoversOf(store), []);
	});

	test('a profile is deleted once', async () => {
		const { store } = setUp();
		const { id } = await answerOf(store.add(draft('One'), 's1'));
		await answerOf(store.remove(id));
		assert.equal(await faultOf(store.remove(id)), 'profile-gone');
	});

	test('a secret that could not be deleted is told, and noted', async () => {
		const { vault, store } = setUp();
		const profile = await answerOf(store.add(draft('One'), 's1'));
		vault.failing = true;
		assert.equal(await faultOf(store.remove(profile.id)), 'storage-failed: secret delete: Error');
		assert.deepEqual(await answerOf(store.list()), []);
		assert.deepEqual(await leftoversOf(store), [{ key: vaultKey(profile), since: 0 }]);
	});

	for (const [what, write] of [
		['adds', (store: ProfileStore) => store.add(draft('Three'), 's3')],
		['edits', (store: ProfileStore, { id }: Profile) => store.edit(id, { name: 'Play' })],
		['is checked', (store: ProfileStore, two: Profile) => store.recordCheck(two, { at: 5, state: 'valid' })],
		['deletes', (store: ProfileStore, { id }: Profile) => store.remove(id)],
	] as const) {
		test(`a secret that stayed behind goes when a window ${what} next`, async () => {
			const { vault, ports, store } = setUp();
			const one = await answerOf(store.add(draft('One'), 's1'));
			const two = await answerOf(store.add(draft('Two'), 's2'));
			vault.failing = true;
			await store.remove(one.id);
			vault.failing = false;
			await answerOf(write(new ProfileStore(ports), two) as ReturnType<ProfileStore['edit']>);
			assert.deepEqual([...vault.secrets.keys()].sort(), await keysOf(store));
			assert.deepEqual(await leftoversOf(store), []);
		});
	}

	test('a secret of another profile that stays behind still is not told of this one', async () => {
		class StubbornVault extends MemoryVault {
			kept = '';
			override async delete(key: string): Promise<void> {
				if (key === this.kept) {
					throw new Error('In use.');
				}
				await super.delete(key);
			}
		}
		const vault = new StubbornVault();
		const { store } = setUp({ vault });
		const one = await answerOf(store.add(draft('One'), 's1'));
		const two = await answerOf(store.add(draft('Two'), 's2'));
		vault.kept = vaultKey(one);
		assert.equal(await faultOf(store.remove(one.id)), 'storage-failed: secret delete: Error');
		assert.deepEqual(await answerOf(store.remove(two.id)), two);
		assert.deepEqual([await store.isLeftBehind(one), await store.isLeftBehind(two)], [true, false]);
	});

	test('what no profile names and nobody noted is not touched: the vault may serve other machines', async () => {
		const { vault, clock, store } = setUp();
		vault.secrets.set('profile/elsewhere/1', 'theirs');
		const { id } = await answerOf(store.add(draft('One'), 's1'));
		clock.advance(longAfter);
		await answerOf(store.remove(id));
		assert.deepEqual([...vault.secrets.values()], ['theirs']);
	});
});

describe('reading a secret', () => {
	async function setUpOne() {
		const bed = setUp();
		const profile = await answerOf(bed.store.add(draft('Work'), 's'));
		bed.vault.reads = 0;
		return { ...bed, profile };
	}

	test('the vault is asked once', async () => {
		const { vault, store, profile } = await setUpOne();
		await answerOf(store.secretOf(profile));
		assert.equal(await answerOf(store.secretOf(profile)), 's');
		assert.equal(vault.reads, 1);
	});

	test('the vault is asked again when it tells that the key was written', async () => {
		const { vault, store, profile } = await setUpOne();
		await answerOf(store.secretOf(profile));
		await vault.store(vaultKey(profile), 'from another window');
		assert.equal(await answerOf(store.secretOf(profile)), 'from another window');
	});

	test('a secret deleted elsewhere is not remembered', async () => {
		const { vault, store, profile } = await setUpOne();
		await answerOf(store.secretOf(profile));
		await vault.delete(vaultKey(profile));
		assert.equal(await faultOf(store.secretOf(profile)), 'secret-missing: secret missing');
	});

	test('a missing secret is a failure, not an empty secret', async () => {
		const { vault, store, profile } = await setUpOne();
		vault.secrets.clear();
		assert.equal(await faultOf(store.secretOf(profile)), 'secret-missing: secret missing');
	});

	test('a vault that is locked is a failure, and is asked again', async () => {
		const { vault, store, profile } = await setUpOne();
		vault.failing = true;
		assert.equal(await faultOf(store.secretOf(profile)), 'storage-failed: secret read: Error');
		vault.failing = false;
		assert.equal(await answerOf(store.secretOf(profile)), 's');
	});

	test('a store that is over remembers nothing and listens no more', async () => {
		const { vault, store, profile } = await setUpOne();
		await answerOf(store.secretOf(profile));
		store.dispose();
		await answerOf(store.secretOf(profile));
		assert.equal(vault.reads, 2);
	});
});

const unreadable = [
	['from a newer Latchkey', '{"version":3,"revision":1,"profiles":[],"leftovers":[]}', 'index newer'],
	['cut in the middle', '{"version":2,"prof', 'index damaged'],
	['of another form', '[]', 'index damaged'],
	[
		'with a profile nobody can read',
		'{"version":2,"revision":1,"profiles":[{"id":"x"}],"leftovers":[]}',
		'index damaged',
	],
	['empty', '', 'index damaged'],
] as const;
describe('an index that cannot be read', () => {
	for (const [what, text, evidence] of unreadable) {
		test(`${what} is reported by everything and never overwritten`, async () => {
			const { index, vault, audit, store } = setUp({ index: new MemoryDocument(text) });
			const profile: Profile = { ...draft('Work'), id: 'x', secretVersion: 'y', createdAt: 0 };
			for (const work of [
				store.list(),
				store.find('x'),
				store.add(draft('Work'), 's'),
				store.restore(profile, 's', 'Work'),
				store.replaceSecret('x', 's', withNewKey({ keyKind: 'other' })),
				store.edit('x', { name: 'Play' }),
				store.recordCheck(profile, { at: 5, state: 'valid' }),
				store.setDefault('x'),
				store.remove('x'),
			]) {
				assert.equal(await faultOf(work), `storage-failed: ${evidence}`);
			}
			await store.recordUse(profile);
			assert.equal(index.text, text);
			assert.equal(vault.secrets.size, 0);
			assert.deepEqual(audit.events, []);
		});
	}
});

describe('listeners', () => {
	/** Two windows over the same document, and how often each was told of a change. */
	async function setUpTwo() {
		const bed = setUp();
		const { id } = await answerOf(bed.store.add(draft('Work'), 's'));
		const other = new ProfileStore(bed.ports);
		const told = { here: 0, there: 0 };
		const listening = bed.store.onDidChange(() => told.here++);
		other.onDidChange(() => told.there++);
		return { ...bed, id, other, told, listening };
	}

	test('each window is told once of a change, whoever made it', async () => {
		const { store, other, id, told } = await setUpTwo();
		await answerOf(store.edit(id, { name: 'Play' }));
		await settled();
		assert.deepEqual(told, { here: 1, there: 1 });
		await answerOf(other.edit(id, { name: 'Work' }));
		await settled();
		assert.deepEqual(told, { here: 2, there: 2 });
	});

	test('who is told sees the change', async () => {
		const { store, other, id } = await setUpTwo();
		const seen = new Promise((resolve) => other.onDidChange(async () => resolve(await answerOf(other.find(id)))));
		const edited = await answerOf(store.edit(id, { name: 'Play' }));
		assert.deepEqual(await seen, edited);
	});

	test('a change that fails is not told', async () => {
		const { index, store, id, told } = await setUpTwo();
		index.failing = 'write';
		await store.edit(id, { name: 'Play' });
		await settled();
		assert.deepEqual(told, { here: 0, there: 0 });
	});

	test('an index that becomes unreadable is news', async () => {
		const { index, told } = await setUpTwo();
		await index.write('{');
		await settled();
		assert.deepEqual(told, { here: 1, there: 1 });
	});

	test('who listens no more is not told', async () => {
		const { store, id, told, listening } = await setUpTwo();
		listening.dispose();
		await answerOf(store.edit(id, { name: 'Play' }));
		assert.equal(told.here, 0);
	});

	test('a window that is over is not told of others', async () => {
		const { store, other, id, told } = await setUpTwo();
		other.dispose();
		await answerOf(store.edit(id, { name: 'Play' }));
		await settled();
		assert.equal(told.there, 0);
	});
});

describe('secrets', () => {
	/** Does everything once, and what can fail once more with each fault. */
	async function everything() {
		const index = new RememberingDocument();
		const bed = setUp({ index });
		const { vault, store } = bed;
		const { id } = await answerOf(store.add(draft('One'), 'marker-1'));
		await answerOf(store.replaceSecret(id, 'marker-2', withNewKey({ keyKind: 'other' })));
		await answerOf(store.edit(id, { name: 'Two' }));
		await answerOf(store.recordCheck((await answerOf(store.find(id))) as Profile, { at: 5, state: 'valid' }));
		await answerOf(store.restore(await answerOf(store.remove(id)), 'marker-3', 'Three'));
		const failures: unknown[] = [];
		for (const fault of ['failing', 'losing'] as const) {
			vault[fault] = true;
			failures.push(await store.add(draft('Four'), 'marker-4'));
			failures.push(await store.replaceSecret(id, 'marker-5', withNewKey({ keyKind: 'other' })));
			failures.push(await new ProfileStore(bed.ports).secretOf({ id, secretVersion: 'gone' } as Profile));
			vault[fault] = false;
		}
		return { ...bed, index, failures };
	}

	test('no text the document ever held had a secret', async () => {
		const { index } = await everything();
		assert.ok(index.texts.length > 10);
		assert.doesNotMatch(index.texts.join(), /marker/);
	});

	test('no failure has a secret', async () => {
		const { failures } = await everything();
		assert.equal(failures.length, 6);
		assert.doesNotMatch(JSON.stringify(failures), /marker|keyring is locked/);
	});

	test('the audit trail tells what was done, once each, and no secret', async () => {
		const { audit, store } = await everything();
		const { id } = (await answerOf(store.list()))[0] as Profile;
		assert.deepEqual(
			audit.events,
			[
				['profile-added', 'One'],
				['secret-replaced', 'One'],
				['profile-edited', 'Two'],
				['profile-deleted', 'Two'],
				['profile-restored', 'Three'],
			].map(([type, profileName]) => ({ type, method: 'api-key', profileId: id, profileName })),
		);
	});
});
