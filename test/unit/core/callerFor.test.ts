import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callerFor } from '../../../src/core/credentials/callerFor.ts';
import { ProfileStore } from '../../../src/core/profiles/profileStore.ts';
import { systemRandom } from '../../../src/net/platform.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { MemoryDocument } from '../../fakes/memoryDocument.ts';
import { MemoryVault } from '../../fakes/memoryVault.ts';
import { RecordingAudit } from '../../fakes/recordingAudit.ts';
import { ScriptedTransport } from '../../fakes/scriptedTransport.ts';

function setUp(vault = new MemoryVault()) {
	const index = new MemoryDocument();
	const store = new ProfileStore({
		index,
		vault,
		audit: new RecordingAudit(),
		clock: new ManualClock(),
		random: systemRandom,
	});
	return { store, transport: new ScriptedTransport(new Error('unused')) };
}

test('the secret of a profile becomes the credential of one call', async () => {
	const { store, transport } = setUp();
	const added = await store.add('Work', 'the-key');
	assert.ok(added.kind === 'answered');
	const caller = await callerFor({ store, transport }, added.value, new AbortController().signal);
	assert.equal(caller.kind === 'answered' && caller.value.credential.value, 'the-key');
});

test('a keyring that never answers does not hold up whoever cancels', async () => {
	class MuteVault extends MemoryVault {
		override get(): Promise<string | undefined> {
			return new Promise(() => undefined);
		}
	}
	const { store, transport } = setUp(new MuteVault());
	const controller = new AbortController();
	const profile = { id: 'p', name: 'Work', method: 'api-key', createdAt: 0 } as const;
	const caller = callerFor({ store, transport }, profile, controller.signal);
	controller.abort();
	assert.deepEqual(await caller, { kind: 'cancelled' });
});
