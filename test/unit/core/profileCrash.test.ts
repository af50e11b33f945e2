import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withNewKey } from '../../../src/core/credentials/enteredKey.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { DocumentStore, SecretVault } from '../../../src/core/ports.ts';
import { type Profile, vaultKey } from '../../../src/core/profiles/profile.ts';
import { ProfileStore } from '../../../src/core/profiles/profileStore.ts';
import { MemoryLock } from '../../fakes/memoryDocument.ts';
import { answerOf, draft, keysOf, longAfter, memoryPorts } from './profileSupport.ts';

/** `before` the write took effect, or `after`: then only the one who wrote never learns of it. */
const moments = ['before', 'after'] as const;
type Moment = (typeof moments)[number];

/** Kills a process at its n-th write, counted from 0: that one and all that it does afterwards never comes to an answer. */
class Killer {
	#writesLeft: number;
	readonly #moment: Moment;
	#isDead = false;

	constructor(nth: number, moment: Moment) {
		this.#writesLeft = nth;
		this.#moment = moment;
	}

	get struck(): boolean {
		return this.#isDead;
	}

	async read<T>(work: () => PromiseLike<T>): Promise<T> {
		this.#checkAlive();
		const value = await work();
		this.#checkAlive();
		return value;
	}

	async write<T>(work: () => PromiseLike<T>): Promise<T> {
		this.#checkAlive();
		if (this.#writesLeft-- > 0) {
			return this.read(work);
		}
		this.#isDead = true;
		await (this.#moment === 'after' ? work() : undefined);
		throw new Error('killed');
	}

	#checkAlive(): void {
		if (this.#isDead) {
			throw new Error('killed');
		}
	}
}

type Ports = ReturnType<typeof memoryPorts>;

/** A process over the same vault and document, with a lock that dies with it. */
function mortalStore(ports: Ports, killer: Killer): ProfileStore {
	const index: DocumentStore = {
		read: () => killer.read(() => ports.index.read()),
		write: (text) => killer.write(() => ports.index.write(text)),
		keepAside: () => killer.write(() => ports.index.keepAside()),
		onDidChange: () => ({ dispose: () => undefined }),
	};
	const vault: SecretVault = {
		keys: () => killer.read(() => ports.vault.keys()),
		get: (key) => killer.read(() => ports.vault.get(key)),
		store: (key, value) => killer.write(() => ports.vault.store(key, value)),
		delete: (key) => killer.write(() => ports.vault.delete(key)),
		onDidChange: () => ({ dispose: () => undefined }),
	};
	return new ProfileStore({ ...ports, index, vault, lock: new MemoryLock() });
}

type Bed = { readonly ports: Ports; readonly one: Profile; readonly two: Profile; readonly deleted: Profile };

/** Two profiles, and one that was deleted. */
async function tidyBed(): Promise<Bed> {
	const ports = memoryPorts();
	const store = new ProfileStore(ports);
	const one = await answerOf(store.add(draft('One'), 'old secret of One'));
	const two = await answerOf(store.add(draft('Two'), 'old secret of Two'));
	const deleted = await answerOf(store.add(draft('Deleted'), 'old secret of Deleted'));
	await answerOf(store.remove(deleted.id));
	return { ports, one, two, deleted };
}

/** The same with what others left behind long ago: two secrets that were never named, and two that could not be deleted. */
async function litteredBed(): Promise<Bed> {
	const bed = await tidyBed();
	const store = new ProfileStore(bed.ports);
	const doomed = [await answerOf(store.add(draft('A'), 'litter')), await answerOf(store.add(draft('B'), 'litter'))];
	for (const { id, name } of doomed) {
		await mortalStore(bed.ports, new Killer(2, 'before')).add(draft(name), 'litter');
		await mortalStore(bed.ports, new Killer(1, 'before')).remove(id);
	}
	bed.ports.clock.advance(longAfter);
	assert.equal([...bed.ports.vault.secrets.values()].filter((secret) => secret === 'litter').length, 4);
	return bed;
}

type Operation = (store: ProfileStore, bed: Bed) => Promise<Outcome<unknown>>;
const operations: Record<string, Operation> = {
	add: (store) => store.add(draft('Three'), 'new secret'),
	restore: (store, { deleted }) => store.restore(deleted, 'new secret', 'Deleted'),
	replaceSecret: (store, { one }) => store.replaceSecret(one.id, 'new secret', withNewKey({ keyKind: 'auth' })),
	remove: (store, { one }) => store.remove(one.id),
	edit: (store, { one }) => store.edit(one.id, { name: 'Renamed' }),
	setDefault: (store, { two }) => store.setDefault(two.id),
};

/** Every listed profile has the secret that its version stands for, and none is missing that nobody wanted away. */
async function assertWhole({ ports, one, two }: Bed, mayMiss: readonly Profile[] = []) {
	const store = new ProfileStore(ports);
	const profiles = await answerOf(store.list());
	for (const profile of profiles) {
		const old = [one, two].find(({ secretVersion }) => secretVersion === profile.secretVersion);
		assert.equal(await answerOf(store.secretOf(profile)), old ? `old secret of ${old.name}` : 'new secret');
	}
	for (const { id } of [one, two].filter((each) => !mayMiss.includes(each))) {
		assert.ok(profiles.some((each) => each.id === id));
	}
	return store;
}

/** One write when nobody can be under way any more leaves the named secrets in the vault, and no other. */
async function assertTidies(bed: Bed, mayMiss?: readonly Profile[]) {
	bed.ports.clock.advance(longAfter);
	await answerOf(new ProfileStore(bed.ports).edit(bed.two.id, { color: 'red' }));
	const store = await assertWhole(bed, mayMiss);
	assert.deepEqual([...bed.ports.vault.secrets.keys()].sort(), await keysOf(store));
	assert.deepEqual((await answerOf(store.index())).leftovers, []);
}

/** Has `operation` killed at each of its writes in turn, until it comes to its end; answers how many there were. */
async function killAtEach(
	moment: Moment,
	setUp: () => Promise<Bed>,
	operation: Operation,
	check: (bed: Bed) => Promise<unknown>,
): Promise<number> {
	for (let nth = 0; ; nth++) {
		const bed = await setUp();
		const killer = new Killer(nth, moment);
		const outcome = await operation(mortalStore(bed.ports, killer), bed);
		await check(bed);
		if (!killer.struck) {
			assert.equal(outcome.kind, 'answered');
			return nth;
		}
	}
}

for (const [name, operation] of Object.entries(operations)) {
	const mayMiss = (bed: Bed) => (name === 'remove' ? [bed.one] : []);
	for (const moment of moments) {
		for (const [where, setUp] of Object.entries({ 'a tidy store': tidyBed, 'a littered store': litteredBed })) {
			test(`${name} killed ${moment} any of its writes to ${where} loses nothing and leaves no litter`, async () => {
				const points = await killAtEach(moment, setUp, operation, async (bed) => {
					await assertWhole(bed, mayMiss(bed));
					await assertTidies(bed, mayMiss(bed));
				});
				assert.ok(points > 0);
			});
		}

		test(`${name} killed ${moment} any of its writes, and whoever tidies up killed too, loses nothing`, async () => {
			const tidy: Operation = (store, { two }) => store.edit(two.id, { isProtected: true });
			let points = 0;
			await killAtEach(moment, tidyBed, operation, async ({ ports: { index, vault, clock }, ...bed }) => {
				clock.advance(longAfter);
				const setUp = async () => {
					const copy = memoryPorts();
					copy.index.text = index.text;
					for (const [key, secret] of vault.secrets) {
						copy.vault.secrets.set(key, secret);
					}
					copy.clock.advance(clock.now() - copy.clock.now());
					return { ...bed, ports: copy };
				};
				for (const momentOfTidying of moments) {
					points += await killAtEach(momentOfTidying, setUp, tidy, async (again) => {
						await assertWhole(again, mayMiss(again as Bed));
						await assertTidies(again, mayMiss(again as Bed));
					});
				}
			});
			assert.ok(points > 0);
		});
	}

	test(`${name} comes to its end and leaves no litter`, async () => {
		const bed = await litteredBed();
		const killer = new Killer(Number.POSITIVE_INFINITY, 'before');
		await answerOf(operation(mortalStore(bed.ports, killer), bed));
		const store = await assertWhole(bed, mayMiss(bed));
		assert.deepEqual([...bed.ports.vault.secrets.keys()].sort(), await keysOf(store));
	});
}

test('a profile whose secret was being replaced has the old one or the new one, and its version says which', async () => {
	const seen = new Set<string>();
	await killAtEach('after', tidyBed, operations['replaceSecret'] as Operation, async ({ ports, one }) => {
		const store = new ProfileStore(ports);
		const profile = (await answerOf(store.find(one.id))) as Profile;
		const isOld = vaultKey(profile) === vaultKey(one);
		const secret = await answerOf(store.secretOf(profile));
		assert.equal(secret, isOld ? 'old secret of One' : 'new secret');
		seen.add(secret);
	});
	assert.equal(seen.size, 2);
});
