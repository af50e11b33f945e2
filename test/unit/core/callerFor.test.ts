import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callerFor } from '../../../src/core/credentials/callerFor.ts';
import { systemRandom } from '../../../src/net/platform.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { MemoryVault } from '../../fakes/memoryVault.ts';
import { ScriptedTransport } from '../../fakes/scriptedTransport.ts';
import { answerOf, draft, faultOf, setUp } from './profileSupport.ts';

/** A profile whose secret is `the-key`. */
async function setUpOne(vault = new MemoryVault()) {
	const { store } = setUp({ vault });
	const profile = await answerOf(store.add(draft('Work'), 'the-key'));
	const transport = new ScriptedTransport(new Error('unused'));
	const signIn = () => assert.fail('a key needs no token');
	const secrets = () => assert.fail('its key is in the vault');
	return { store, vault, profile, transport, signIn, secrets, clock: new ManualClock(), random: systemRandom };
}

test('the secret of a profile becomes the credential of one call', async () => {
	const { profile, transport, ...bed } = await setUpOne();
	const { signal } = new AbortController();
	const caller = await answerOf(callerFor({ ...bed, transport }, profile, signal));
	assert.deepEqual([caller.credential?.value, caller.signal, caller.transport], ['the-key', signal, transport]);
});

test('without its secret there is no call', async () => {
	const { vault, profile, ...bed } = await setUpOne();
	vault.secrets.clear();
	const caller = callerFor(bed, profile, new AbortController().signal);
	assert.equal(await faultOf(caller), 'secret-missing: secret missing');
});

test('a keyring that never answers does not hold up whoever cancels', async () => {
	class MuteVault extends MemoryVault {
		isMute = false;
		override get(key: string): Promise<string | undefined> {
			return this.isMute ? new Promise(() => undefined) : super.get(key);
		}
	}
	const vault = new MuteVault();
	const { profile, ...bed } = await setUpOne(vault);
	vault.isMute = true;
	const controller = new AbortController();
	const caller = callerFor(bed, profile, controller.signal);
	controller.abort();
	assert.deepEqual(await caller, { kind: 'cancelled' });
});

test('whoever cancelled before gets no secret', async () => {
	const { profile, ...bed } = await setUpOne();
	assert.deepEqual(await callerFor(bed, profile, AbortSignal.abort()), { kind: 'cancelled' });
});
