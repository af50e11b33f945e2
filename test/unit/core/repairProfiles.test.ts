import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { withNewKey } from '../../../src/core/credentials/enteredKey.ts';
import { type Profile, vaultKey } from '../../../src/core/profiles/profile.ts';
import { ProfileStore } from '../../../src/core/profiles/profileStore.ts';
import { repairProfiles } from '../../../src/core/profiles/repairProfiles.ts';
import { MemoryDocument } from '../../fakes/memoryDocument.ts';
import { MemoryVault } from '../../fakes/memoryVault.ts';
import { answerOf, ComplainingDocument, draft, faultOf, longAfter, secretsOf, setUp } from './profileSupport.ts';

/** Names that a careless reader of damaged text stumbles over. */
const names = ['One', 'Zwei für „Müller“ 🔑', 'Three } { "[', 'Four \\ "'];

/** A window over an index that was `damage`d, with the vault as it was. */
async function setUpDamaged(damage: (whole: string) => string) {
	const bed = setUp();
	for (const name of names) {
		await answerOf(bed.store.add({ ...draft(name), lastCheck: { at: 5, state: 'valid' } }, `secret of ${name}`));
	}
	const whole = bed.index.text ?? '';
	bed.index.text = damage(whole);
	return { ...bed, whole, damaged: bed.index.text, store: new ProfileStore(bed.ports) };
}

const repaired = (bed: Parameters<typeof repairProfiles>[0]) => answerOf(repairProfiles(bed));
const cut = (text: string, bytes: number) => Buffer.from(text).subarray(0, bytes).toString();

const damages: Record<string, (whole: string) => string> = {
	'that is empty': () => '',
	'that is no JSON': () => 'Not found',
	'that is another kind of JSON': () => '[1, "two", null]',
	'that is null': () => 'null',
	'of zero bytes only': (whole) => '\0'.repeat(whole.length),
	'that was cut in two': (whole) => whole.slice(0, whole.length / 2),
	'without its beginning': (whole) => whole.slice(whole.length / 2),
	'that was written twice': (whole) => whole + whole,
	'with the end of a longer one behind it': (whole) => whole + whole.slice(whole.length / 2),
	'with an opening brace in the middle': (whole) => whole.replace('},\n\t\t{', '},\n{\t\t{'),
	'with a quote in the middle': (whole) => whole.replace('},\n\t\t{', '},"\n\t\t{'),
	'with zero bytes in the middle': (whole) => whole.slice(0, 500) + '\0'.repeat(50) + whole.slice(550),
	'of an unknown older version': (whole) => whole.replace('"version": 2', '"version": 1'),
	'without a version': (whole) => whole.replace('"version": 2,', ''),
	'with a revision that is no number': (whole) => whole.replace(/"revision": \d+/, '"revision": "9"'),
	'with profiles that are no list': (whole) => whole.replace('"profiles": [', '"profiles": 5, "x": ['),
	'with a profile that is no object': (whole) => whole.replace('"profiles": [', '"profiles": [ 5, '),
	'with an id that is no text': (whole) => whole.replace(/"id": "[^"]*"/, '"id": 5'),
	'with a name that is no text': (whole) => whole.replace('"One"', '["One"]'),
	'with a method nobody knows': (whole) => whole.replace('"api-key"', '"magic"'),
	'with a time that is no number': (whole) => whole.replace(/"createdAt": \d+/, '"createdAt": "yesterday"'),
	'with a leftover that is none': (whole) => whole.replace('"leftovers": []', '"leftovers": [{ "key": 5 }]'),
};

for (const [what, damage] of Object.entries(damages)) {
	describe(`an index ${what}`, () => {
		let bed: Awaited<ReturnType<typeof setUpDamaged>>;
		before(async () => {
			bed = await setUpDamaged(damage);
		});

		test('is reported as damaged and left as it is', async () => {
			const { store, index, damaged, vault } = bed;
			assert.notEqual(damaged, bed.whole);
			assert.equal(await faultOf(store.list()), 'storage-failed: index damaged');
			assert.equal(await faultOf(store.add(draft('Five'), 's')), 'storage-failed: index damaged');
			assert.equal(index.text, damaged);
			assert.equal(vault.secrets.size, names.length);
		});

		test('is repaired: no secret is lost, and the damaged text is kept', async () => {
			const { store, index, damaged } = bed;
			const repair = await repaired(bed);
			assert.deepEqual(index.aside, [damaged]);
			const found = await secretsOf(store);
			assert.deepEqual(found.map(([, secret]) => secret).sort(), names.map((name) => `secret of ${name}`).sort());
			assert.deepEqual([repair?.aside, (repair?.kept ?? 0) + (repair?.recovered ?? 0)], ['aside 1', names.length]);
			assert.equal(new Set(found.map(([name]) => name)).size, names.length);
		});

		test('can be written again when it was repaired', async () => {
			const { store } = bed;
			await answerOf(store.add(draft('Five'), 's5'));
			assert.equal((await secretsOf(new ProfileStore(bed.ports))).length, names.length + 1);
		});
	});
}

test('an index cut at any byte is damaged, never written, and loses no secret when it is repaired', async () => {
	const { whole, vault } = await setUpDamaged((text) => text);
	const length = Buffer.byteLength(whole);
	// Without its last byte, a line break, it is whole still.
	for (let bytes = 0; bytes < length - 1; bytes++) {
		const bed = setUp({ index: new MemoryDocument(cut(whole, bytes)) });
		for (const [key, secret] of vault.secrets) {
			bed.vault.secrets.set(key, secret);
		}
		assert.equal(await faultOf(bed.store.add(draft('Five'), 's')), 'storage-failed: index damaged');
		assert.equal(bed.index.text, cut(whole, bytes));
		const repair = await repaired(bed);
		assert.deepEqual(bed.index.aside, [cut(whole, bytes)]);
		const found = await secretsOf(bed.store);
		assert.deepEqual(found.map(([, secret]) => secret).sort(), [...vault.secrets.values()].sort(), `${bytes}`);
		for (const [name, secret] of found.slice(0, repair?.kept)) {
			assert.equal(secret, `secret of ${name}`);
		}
	}
});

describe('salvaging', () => {
	test('a profile that can be read keeps everything', async () => {
		const { store, ...bed } = await setUpDamaged((whole) => whole.slice(0, whole.length / 2));
		const [, first = ''] = /"id": "([^"]*)"/.exec(bed.whole) ?? [];
		await repaired({ ...bed, store });
		const { createdAt, lastCheck } = (await answerOf(store.find(first))) as Profile;
		assert.deepEqual([createdAt, lastCheck], [bed.clock.now(), { at: 5, state: 'valid' }]);
	});

	describe('the default', () => {
		const defaultAfter = async (damage: (whole: string) => string) => {
			const bed = await setUpDamaged(damage);
			await repaired(bed);
			const { defaultId } = await answerOf(bed.store.index());
			return (await answerOf(bed.store.list())).find(({ id }) => id === defaultId)?.name;
		};

		test('stays where it can be read', async () => {
			assert.equal(await defaultAfter((whole) => whole.slice(0, -3)), 'One');
			assert.equal(await defaultAfter((whole) => `garbage ${whole}`), 'One');
		});

		test('is nobody where it cannot be read, or names a profile that is lost', async () => {
			assert.equal(await defaultAfter((whole) => whole.slice(0, -10)), undefined);
			assert.equal(await defaultAfter((whole) => whole.replace('"One"', '"On')), undefined);
		});

		test('is not taken from the name of a profile', async () => {
			const bed = setUp();
			await answerOf(bed.store.add(draft('One'), 's1'));
			const two = await answerOf(bed.store.add(draft('Two'), 's2'));
			await answerOf(bed.store.edit(two.id, { name: `", "defaultId": "${two.id}` }));
			bed.index.text = (bed.index.text ?? '').replace(/,\s*"defaultId": "[^"]*"\n\}\s*$/, '');
			await repaired(bed);
			assert.equal((await answerOf(bed.store.index())).defaultId, undefined);
		});
	});

	test('damage between two profiles costs neither', async () => {
		const bed = await setUpDamaged((whole) => whole.replace('},\n\t\t{', '} garbage \0 } {\n\t\t{'));
		const { kept, recovered } = (await repaired(bed)) ?? {};
		assert.deepEqual([kept, recovered], [names.length, 0]);
		assert.deepEqual(
			(await secretsOf(bed.store)).map(([name]) => name),
			names,
		);
	});

	test('damage in a profile costs its name, not its secret', async () => {
		const bed = await setUpDamaged((whole) => whole.replace('"One"', '"On'));
		const { kept, recovered } = (await repaired(bed)) ?? {};
		assert.deepEqual([kept, recovered], [names.length - 1, 1]);
		assert.deepEqual((await secretsOf(bed.store)).at(-1), ['Recovered key 1', 'secret of One']);
	});

	test('a profile that is there twice is kept once, as it was last', async () => {
		const bed = await setUpDamaged((whole) => whole + whole.replace('"One"', '"Uno"'));
		await repaired(bed);
		assert.deepEqual(
			(await secretsOf(bed.store)).map(([name]) => name),
			['Uno', ...names.slice(1)],
		);
	});

	test('a profile whose version of the secret is gone does not hide the version that is there', async () => {
		const bed = await setUpDamaged((whole) => whole);
		const one = (await answerOf(bed.store.list()))[0] as Profile;
		const former = bed.index.text;
		await answerOf(bed.store.replaceSecret(one.id, 'newer secret of One', withNewKey({ keyKind: 'other' })));
		bed.index.text = `garbage${former}`;
		await repaired(bed);
		assert.ok([...bed.vault.secrets.values()].includes('newer secret of One'));
		const readable = await Promise.all(
			(await answerOf(bed.store.list())).map(async (each) => {
				const secret = await bed.store.secretOf(each);
				return secret.kind === 'answered' ? secret.value : secret.kind;
			}),
		);
		assert.ok(readable.includes('newer secret of One'), readable.join());
	});

	test('a secret that was to be deleted stays so', async () => {
		const bed = setUp();
		await answerOf(bed.store.add(draft('One'), 's1'));
		const two = await answerOf(bed.store.add(draft('Two'), 's2'));
		bed.vault.failing = true;
		await bed.store.remove(two.id);
		bed.vault.failing = false;
		bed.index.text = bed.index.text?.replace('"version": 2', '"version": x');
		await repaired(bed);
		const { id } = (await answerOf(bed.store.list()))[0] as Profile;
		await answerOf(bed.store.edit(id, { color: 'red' }));
		assert.deepEqual(await secretsOf(bed.store), [['One', 's1']]);
		assert.deepEqual([...bed.vault.secrets.values()], ['s1']);
	});

	test('a secret that was only noted as under way is recovered: some profile may have come to name it', async () => {
		const bed = await setUpDamaged(() => '');
		const [[key = ''] = []] = bed.vault.secrets;
		bed.index.text = `{ "leftovers": [ { "key": "${key}", "since": 5 } ]`;
		await repaired(bed);
		bed.clock.advance(longAfter);
		await answerOf(bed.store.add(draft('Five'), 's5'));
		assert.equal((await secretsOf(new ProfileStore(bed.ports))).length, names.length + 1);
	});

	test('a text that says of a named secret that it may be deleted is not believed', async () => {
		const bed = await setUpDamaged((whole) => {
			const [, id, version] = /"id": "([^"]*)",\s*"secretVersion": "([^"]*)"/.exec(whole) ?? [];
			return whole.replace('"leftovers": []', `"leftovers": [ { "key": "profile/${id}/${version}", "since": 0 } ]]`);
		});
		await repaired(bed);
		bed.clock.advance(longAfter);
		await answerOf(bed.store.add(draft('Five'), 's5'));
		assert.equal((await secretsOf(new ProfileStore(bed.ports))).length, names.length + 1);
	});
});

describe('recovering secrets', () => {
	test('the kind of a recovered key is told by its prefix', async () => {
		const bed = setUp();
		await answerOf(bed.store.add(draft('One'), 'AQ.auth'));
		bed.index.text = '';
		await repaired(bed);
		const [recovered] = await answerOf(bed.store.list());
		assert.equal(recovered?.method === 'api-key' && recovered.keyKind, 'auth');
	});

	test('the key it was found under is left alone: another machine may use it', async () => {
		const bed = setUp({ index: new MemoryDocument('damaged') });
		bed.vault.secrets.set('profile/elsewhere/1', 'theirs');
		await repaired(bed);
		const [profile] = await answerOf(bed.store.list());
		assert.deepEqual(
			[...bed.vault.secrets],
			[
				['profile/elsewhere/1', 'theirs'],
				[vaultKey(profile as Profile), 'theirs'],
			],
		);
	});

	test('what else lies in the vault is no profile', async () => {
		const bed = setUp({ index: new MemoryDocument('damaged') });
		bed.vault.secrets.set('something/else/entirely', 'x');
		const { kept, recovered } = (await repaired(bed)) ?? {};
		assert.deepEqual([kept, recovered], [0, 0]);
		assert.deepEqual(await answerOf(bed.store.list()), []);
	});

	test('a second damage recovers nothing twice', async () => {
		const bed = await setUpDamaged((whole) => whole.slice(0, whole.length / 2));
		await repaired(bed);
		const before = await secretsOf(bed.store);
		bed.index.text = `${bed.index.text}}`;
		const { recovered } = (await repaired(bed)) ?? {};
		assert.equal(recovered, 0);
		assert.deepEqual(await secretsOf(bed.store), before);
	});

	test('names of recovered keys are names nobody else has', async () => {
		const bed = setUp();
		await answerOf(bed.store.add(draft('Recovered key 1'), 's1'));
		await answerOf(bed.store.add(draft('Lost'), 's2'));
		bed.index.text = bed.index.text?.replace('"Lost"', '"Lo');
		await repaired(bed);
		const found = await secretsOf(bed.store);
		assert.deepEqual(
			found.map(([, secret]) => secret),
			['s1', 's2'],
		);
		assert.equal(new Set(found.map(([name]) => name)).size, 2);
	});

	test('a vault that is locked puts the repair off, for what it holds could not be recovered later', async () => {
		const bed = await setUpDamaged(() => '');
		bed.vault.failing = true;
		assert.equal(await faultOf(repairProfiles(bed)), 'storage-failed: secret list: Error');
		assert.equal(bed.index.text, '');
		bed.vault.failing = false;
		assert.equal((await repaired(bed))?.recovered, names.length);
	});

	test('a vault that keeps nothing puts the repair off and is left as it was', async () => {
		const bed = await setUpDamaged(() => '');
		const before = [...bed.vault.secrets];
		bed.vault.losing = true;
		assert.equal(await faultOf(repairProfiles(bed)), 'storage-failed: secret differs after writing');
		assert.equal(bed.index.text, '');
		assert.deepEqual([...bed.vault.secrets], before);
	});
});

describe('a repair', () => {
	test('is refused where the index comes from a newer Latchkey', async () => {
		const text = '{"version":3,"revision":1,"profiles":[],"leftovers":[]}';
		const bed = setUp({ index: new MemoryDocument(text) });
		bed.vault.secrets.set('profile/p/1', 's');
		assert.equal(await faultOf(repairProfiles(bed)), 'storage-failed: index newer');
		assert.deepEqual([bed.index.text, bed.index.aside, bed.vault.secrets.size], [text, [], 1]);
	});

	for (const [what, damage] of [
		['can be read after all', (whole: string) => whole],
		['was never written', () => undefined],
	] as const) {
		test(`does nothing where the index ${what}`, async () => {
			const bed = await setUpDamaged((whole) => damage(whole) as string);
			const before = bed.index.text;
			assert.equal(await repaired(bed), undefined);
			assert.deepEqual([bed.index.text, bed.index.aside, bed.vault.secrets.size], [before, [], names.length]);
			assert.ok(!bed.audit.events.some(({ type }) => type === 'profiles-repaired'));
		});
	}

	test('is told to the audit trail and to those who show the profiles', async () => {
		const bed = await setUpDamaged((whole) => whole.replace('"One"', '"On'));
		let changes = 0;
		bed.store.onDidChange(() => changes++);
		await repaired(bed);
		assert.deepEqual(bed.audit.events.at(-1), {
			type: 'profiles-repaired',
			aside: 'aside 1',
			kept: names.length - 1,
			recovered: 1,
		});
		assert.equal(changes, 1);
	});

	test('of two at once one wins, and nothing is lost or there twice', async () => {
		const bed = await setUpDamaged((whole) => whole.slice(0, whole.length / 2));
		const other = new ProfileStore(bed.ports);
		const repairs = await Promise.all([repaired(bed), repaired({ ...bed, store: other })]);
		assert.equal(repairs.filter((each) => each !== undefined).length, 1);
		assert.deepEqual(bed.index.aside, [bed.damaged]);
		const secrets = (await secretsOf(new ProfileStore(bed.ports))).map(([, secret]) => secret);
		assert.deepEqual(secrets.sort(), names.map((name) => `secret of ${name}`).sort());
		const kept = repairs.find((each) => each)?.kept ?? 0;
		assert.equal(bed.vault.secrets.size, names.length + (names.length - kept));
	});

	test('keeps no other window waiting while the keyring takes its time', async () => {
		class SlowVault extends MemoryVault {
			readonly opened = Promise.withResolvers<void>();
			override async keys() {
				await this.opened.promise;
				return super.keys();
			}
		}
		const vault = new SlowVault();
		const bed = setUp({ vault, index: new MemoryDocument('damaged') });
		const repair = repaired(bed);
		assert.equal(await faultOf(bed.store.add(draft('Five'), 's')), 'storage-failed: index damaged');
		vault.opened.resolve();
		assert.ok(await repair);
	});

	for (const [what, break_] of [
		['cannot be written', (bed: Awaited<ReturnType<typeof setUpDamaged>>) => (bed.index.failing = 'write')],
		['is locked by others', (bed: Awaited<ReturnType<typeof setUpDamaged>>) => (bed.lock.lost = true)],
	] as const) {
		test(`where the index ${what} leaves no copies in the vault, and comes to its end later`, async () => {
			const bed = await setUpDamaged(() => '{');
			const before = [...bed.vault.secrets];
			break_(bed);
			assert.match(await faultOf(repairProfiles(bed)), /^storage-failed: index (write: Error|lock lost)$/);
			assert.equal(bed.index.text, '{');
			assert.deepEqual([...bed.vault.secrets], before);
			bed.index.failing = 'nothing';
			bed.lock.lost = false;
			assert.equal((await repaired(bed))?.recovered, names.length);
		});
	}

	test('that was written although the disk complained keeps what it recovered', async () => {
		const index = new ComplainingDocument('');
		const bed = setUp({ index });
		bed.vault.secrets.set('profile/p/1', 's');
		index.quietFor = 0;
		assert.equal(await faultOf(repairProfiles(bed)), 'storage-failed: index write: Error');
		assert.deepEqual(await secretsOf(bed.store), [['Recovered key 1', 's']]);
	});

	test('fails where the index is damaged in another way meanwhile', async () => {
		class BusyVault extends MemoryVault {
			meanwhile = () => {};
			override keys() {
				this.meanwhile();
				return super.keys();
			}
		}
		const vault = new BusyVault();
		const bed = setUp({ vault, index: new MemoryDocument('damaged') });
		vault.meanwhile = () => (bed.index.text = 'otherwise');
		assert.equal(await faultOf(repairProfiles(bed)), 'storage-failed: index changed while it was repaired');
		assert.deepEqual([bed.index.text, bed.index.aside], ['otherwise', []]);
	});

	test('remembers no secret that it read', async () => {
		const bed = await setUpDamaged((whole) => `${whole}}`);
		await repaired(bed);
		bed.vault.reads = 0;
		await secretsOf(bed.store);
		assert.equal(bed.vault.reads, names.length);
	});

	test('that dies at any of its writes can be done again and finds every secret once', async () => {
		class DyingVault extends MemoryVault {
			writesLeft = Number.POSITIVE_INFINITY;
			override async store(key: string, value: string): Promise<void> {
				this.failing ||= this.writesLeft-- <= 0;
				await super.store(key, value);
			}
		}
		let isOver = false;
		for (let nth = 0; !isOver; nth++) {
			const vault = new DyingVault();
			const bed = setUp({ vault });
			for (const name of names) {
				await answerOf(bed.store.add(draft(name), `secret of ${name}`));
			}
			bed.index.text = '';
			vault.writesLeft = nth;
			isOver = (await repairProfiles(bed)).kind === 'answered';
			assert.equal(isOver, nth === names.length);
			vault.failing = false;
			vault.writesLeft = Number.POSITIVE_INFINITY;
			await answerOf(repairProfiles({ ...bed, store: new ProfileStore(bed.ports) }));
			const secrets = (await secretsOf(bed.store)).map(([, secret]) => secret);
			assert.deepEqual(secrets.sort(), names.map((name) => `secret of ${name}`).sort());
		}
	});

	test('brings no secret into the index, its names or the audit trail', async () => {
		const bed = await setUpDamaged(() => '');
		await repaired(bed);
		assert.doesNotMatch((bed.index.text ?? '') + JSON.stringify(bed.audit.events), /secret of/);
	});
});

test('who does not wait for the keyring leaves the index as damaged as it was, and no copies of secrets', async () => {
	const bed = await setUpDamaged((whole) => whole.slice(0, whole.length / 2));
	const secrets = [...bed.vault.secrets];
	assert.equal((await repairProfiles(bed, AbortSignal.abort())).kind, 'cancelled');
	assert.equal(bed.index.text, bed.damaged);
	assert.deepEqual(bed.index.aside, []);
	assert.deepEqual([...bed.vault.secrets], secrets);
	assert.equal((await repaired(bed))?.aside, 'aside 1');
});
