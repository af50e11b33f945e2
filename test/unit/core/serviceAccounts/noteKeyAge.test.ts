import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { generate } from 'selfsigned';
import type { HttpTransport } from '../../../../src/core/ports.ts';
import type { ServiceAccountProfile } from '../../../../src/core/profiles/profile.ts';
import { noteKeyAge } from '../../../../src/core/serviceAccounts/noteKeyAge.ts';
import { TransportFault } from '../../../../src/core/transportFault.ts';
import { type Script, ScriptedTransport } from '../../../fakes/scriptedTransport.ts';
import { answerOf, faultOf, setUp } from '../profileSupport.ts';

const madeAt = Date.UTC(2025, 9, 9, 8, 7, 6);
const facts = { email: 'robot@my-project.iam.gserviceaccount.com', keyId: 'one', projectId: 'my-project' };

let list: Script;
before(async () => {
	const { cert } = await generate([{ name: 'commonName', value: 'robot' }], {
		...{ notBeforeDate: new Date(madeAt), keyType: 'ec', algorithm: 'sha256' },
	});
	list = { chunks: [JSON.stringify({ one: cert, two: cert })] };
});

/** A service account in a store, and what asks for its key. */
async function setUpAccount(different: Partial<ServiceAccountProfile> = {}) {
	const bed = setUp();
	const made = { method: 'service-account', name: 'Robot', ...facts, scopes: [], signing: 'exchange' } as const;
	const profile = (await answerOf(bed.store.add({ ...made, ...different }, 'secret'))) as ServiceAccountProfile;
	const note = (transport: HttpTransport, of = profile) => noteKeyAge({ ...bed, transport }, of);
	const stored = async () => (await answerOf(bed.store.find(profile.id))) as ServiceAccountProfile;
	return { ...bed, profile, note, stored };
}

describe('the age of a key', () => {
	test('is noted with the profile, and no more is written of it', async () => {
		const { note, stored, profile, index, audit } = await setUpAccount();
		const events = audit.events.length;
		await note(new ScriptedTransport(list));
		assert.deepEqual(await stored(), { ...profile, keyMadeAt: madeAt });
		assert.ok(!index.text?.includes('CERTIFICATE'));
		assert.equal(audit.events.length, events);
	});

	test('is asked for once: a key does not change', async () => {
		const { note, stored, index } = await setUpAccount();
		await note(new ScriptedTransport(list));
		const before = index.text;
		const transport = new ScriptedTransport(list);
		await note(transport, await stored());
		assert.equal(transport.sent.length, 0);
		assert.equal(index.text, before);
	});

	test('is not asked for where another may be put in its place elsewhere', async () => {
		const { note } = await setUpAccount({ source: { kind: 'environment' } });
		const transport = new ScriptedTransport(list);
		await note(transport);
		assert.equal(transport.sent.length, 0);
	});

	for (const [what, script] of [
		['a key that is not listed', { chunks: ['{}'] }],
		[
			'an account that is not known',
			{ status: 404, chunks: ['{"error":{"code":404,"message":"x","status":"NOT_FOUND"}}'] },
		],
		['a network that is down', new TransportFault('unreachable', 'www.googleapis.com', 'ECONNREFUSED')],
		['a page of somebody in between', { type: 'text/html', chunks: ['<html>'] }],
	] as const) {
		test(`of ${what} is not noted, and nothing is said`, async () => {
			const { note, stored, profile, clock } = await setUpAccount();
			await note(new ScriptedTransport(script));
			assert.deepEqual(await stored(), profile);
			assert.equal(clock.waiting, 0);
		});
	}

	test('is not waited for without end', async () => {
		const { note, stored, profile, clock } = await setUpAccount();
		const silent: HttpTransport = {
			send: (_, { signal }) =>
				new Promise((_resolve, reject) => {
					signal.addEventListener('abort', () => reject(new TransportFault('cancelled', 'www.googleapis.com')));
				}),
		};
		const noting = note(silent);
		clock.advance(60_000);
		await noting;
		assert.deepEqual(await stored(), profile);
	});

	test('of an old key is not noted of the one that has replaced it meanwhile', async () => {
		const { note, stored, store, profile } = await setUpAccount();
		const other = (now: object) => ({ ...now, keyId: 'two' }) as ServiceAccountProfile;
		await answerOf(store.replaceSecret(profile.id, 'new', (now) => other(now)));
		await note(new ScriptedTransport(list), profile);
		assert.equal((await stored()).keyMadeAt, undefined);
		await note(new ScriptedTransport(list), await stored());
		assert.equal((await stored()).keyMadeAt, madeAt);
	});

	test('is not noted of another account whose key has the same id', async () => {
		const { store, stored, profile } = await setUpAccount();
		const other = { ...profile, email: 'other@my-project.iam.gserviceaccount.com' };
		await answerOf(store.recordKeyMade(other, madeAt));
		assert.equal((await stored()).keyMadeAt, undefined);
	});

	test('stays known when tokens are had another way: it is the same key', async () => {
		const { note, stored, store, profile } = await setUpAccount();
		await answerOf(store.editMethod(profile, { signing: 'self-signed' }));
		await note(new ScriptedTransport(list), profile);
		assert.equal((await stored()).keyMadeAt, madeAt);
		await answerOf(store.editMethod(await stored(), { signing: 'exchange' }));
		assert.equal((await stored()).keyMadeAt, madeAt);
	});

	test('does not bring a deleted profile back', async () => {
		const { note, store, profile } = await setUpAccount();
		await answerOf(store.remove(profile.id));
		await note(new ScriptedTransport(list), profile);
		assert.deepEqual(await answerOf(store.list()), []);
		assert.equal(await faultOf(store.recordKeyMade(profile, madeAt)), 'profile-gone');
	});
});
