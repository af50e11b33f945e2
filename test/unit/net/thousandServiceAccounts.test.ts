import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { answerOf } from '../core/profileSupport.ts';
import { causeOf, machineBed, signal } from './machineSupport.ts';

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());

test('of a thousand service accounts one is called a thousand times at once: one exchange, and no other is touched', async () => {
	const { store, tokens, count, addServiceAccount } = machineBed(emulator);
	const { runner } = emulator.serviceAccounts.seeded;
	for (let index = 0; index < 1_000; index++) {
		await addServiceAccount(runner, `Robot ${index}`);
	}
	const all = await answerOf(store.list());
	assert.equal(all.length, 1_000);
	const [one, last] = [all[499], all[999]];
	assert.ok(one?.method === 'service-account' && last);
	const got = await Promise.all(Array.from({ length: 1_000 }, () => answerOf(tokens.get(one, signal))));
	assert.equal(new Set(got.map(({ accessToken }) => accessToken)).size, 1);
	assert.deepEqual(
		emulator.calls.map(({ path }) => path),
		['/token'],
	);
	assert.equal(causeOf(await count(last)), 'answered');
	assert.equal(emulator.calls.filter(({ path }) => path === '/token').length, 2);
});
