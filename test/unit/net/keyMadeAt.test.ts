import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import type { ServiceAccountProfile } from '../../../src/core/profiles/profile.ts';
import { keyMadeAt } from '../../../src/core/serviceAccounts/keyMadeAt.ts';
import { noteKeyAge } from '../../../src/core/serviceAccounts/noteKeyAge.ts';
import { FetchTransport } from '../../../src/net/fetchTransport.ts';
import { systemClock } from '../../../src/net/platform.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { answerOf } from '../core/profileSupport.ts';
import { machineBed, signal } from './machineSupport.ts';

const startedAt = Date.UTC(2026, 10, 24, 12);
let emulator: Emulator;
let transport: FetchTransport;
before(async () => {
	emulator = await startEmulator({ clock: () => startedAt });
	const door = readEmulatorDoor({ 'www.googleapis.com': emulator.origin });
	transport = new FetchTransport({ emulatorDoor: () => door, silenceLimit: () => 5_000 }, systemClock);
});
after(() => emulator.close());

const ageOf = (email: string, keyId: string) => answerOf(keyMadeAt({ transport }, email, keyId, signal));
const firstKeyOf = (email: string): string =>
	emulator.serviceAccounts.list.find((each) => each.email === email)?.keys[0]?.keyId ?? '';

test('the age of each key of an account is told apart', async () => {
	const { runner } = emulator.serviceAccounts.seeded;
	const madeAt = Date.UTC(2025, 9, 9, 8, 7, 6);
	const old = emulator.serviceAccounts.addKey(runner, madeAt);
	assert.deepEqual(await ageOf(runner, old), { kind: 'known', madeAt });
	assert.deepEqual(await ageOf(runner, firstKeyOf(runner)), { kind: 'known', madeAt: startedAt });
	const { credentials } = emulator.calls.at(-1) ?? assert.fail('it was asked');
	assert.deepEqual(credentials, []);
});

test('a key that was deleted or disabled is not listed, and an account that is gone is not known', async () => {
	const { other, keyDeleted, deleted } = emulator.serviceAccounts.seeded;
	assert.deepEqual(await ageOf(keyDeleted, firstKeyOf(keyDeleted)), { kind: 'not-listed' });
	const disabled = emulator.serviceAccounts.addKey(other);
	emulator.serviceAccounts.disableKey(other, disabled);
	assert.deepEqual(await ageOf(other, disabled), { kind: 'not-listed' });
	assert.deepEqual(await ageOf(deleted, firstKeyOf(deleted)), { kind: 'account-unknown' });
	const nobody = 'nobody@latchkey-emulator.iam.gserviceaccount.com';
	assert.deepEqual(await ageOf(nobody, 'one'), { kind: 'account-unknown' });
});

test('a profile comes to know the age of its key', async () => {
	const bed = machineBed(emulator);
	const profile = (await bed.addServiceAccount(emulator.serviceAccounts.seeded.runner)) as ServiceAccountProfile;
	await noteKeyAge({ store: bed.store, transport, clock: systemClock }, profile);
	assert.deepEqual(await answerOf(bed.store.find(profile.id)), { ...profile, keyMadeAt: startedAt });
});
