import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ActiveProfile } from '../../../src/core/profiles/activeProfile.ts';
import { ProfileStore } from '../../../src/core/profiles/profileStore.ts';
import { systemRandom } from '../../../src/net/platform.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { MemoryDocument } from '../../fakes/memoryDocument.ts';
import { MemoryVault } from '../../fakes/memoryVault.ts';
import { RecordingAudit } from '../../fakes/recordingAudit.ts';

function setUp(text?: string) {
	const index = new MemoryDocument(text);
	const vault = new MemoryVault();
	const audit = new RecordingAudit();
	const store = new ProfileStore({ index, vault, audit, clock: new ManualClock(), random: systemRandom });
	return { index, vault, audit, store };
}

async function answerOf<T>(outcome: Promise<{ kind: string; value?: T }>): Promise<T> {
	const { kind, value } = await outcome;
	assert.equal(kind, 'answered');
	return value as T;
}

test('a profile that was added is listed, and its secret lies in the vault alone', async () => {
	const { index, vault, audit, store } = setUp();
	const profile = await answerOf(store.add('Work', 'the-secret'));
	assert.deepEqual(await answerOf(store.list()), [profile]);
	assert.equal(await answerOf(store.secretOf(profile)), 'the-secret');
	assert.deepEqual([...vault.secrets.values()], ['the-secret']);
	assert.ok(!index.text?.includes('the-secret'));
	assert.ok(!JSON.stringify(audit.events).includes('the-secret'));
	assert.deepEqual(
		audit.events.map(({ type }) => type),
		['profile-added'],
	);
});

test('a hundred profiles added at once are all there', async () => {
	const { store } = setUp();
	await Promise.all(Array.from({ length: 100 }, (_, number) => store.add(`P${number}`, `s${number}`)));
	assert.equal((await answerOf(store.list())).length, 100);
});

for (const fault of ['failing', 'losing'] as const) {
	test(`a ${fault} vault adds nothing`, async () => {
		const { index, vault, store } = setUp();
		vault[fault] = true;
		const outcome = await store.add('Work', 'the-secret');
		assert.equal(outcome.kind === 'failed' && outcome.failure.cause, 'storage-failed');
		assert.equal(index.text, undefined);
	});
}

test('a secret whose profile could not be written is swept up', async () => {
	const { index, vault, store } = setUp();
	index.failing = 'write';
	assert.equal((await store.add('Work', 'the-secret')).kind, 'failed');
	assert.equal(vault.secrets.size, 0);
});

test('a failed write does not stop the next one', async () => {
	const { index, store } = setUp();
	index.failing = 'write';
	await store.add('One', 's');
	index.failing = 'nothing';
	assert.equal((await store.add('Two', 's')).kind, 'answered');
});

const unreadable = [
	['from a newer Latchkey', '{"version":2,"profiles":[]}', 'index newer'],
	['cut in the middle', '{"version":1,"prof', 'index damaged'],
	['of another form', '[]', 'index damaged'],
	['with a profile nobody can read', '{"version":1,"profiles":[{"id":"x"}]}', 'index damaged'],
	['empty', '', 'index damaged'],
] as const;
for (const [what, text, evidence] of unreadable) {
	test(`an index ${what} is reported and never overwritten`, async () => {
		const { index, vault, store } = setUp(text);
		const listed = await store.list();
		assert.equal(listed.kind === 'failed' && listed.failure.evidence, evidence);
		assert.equal((await store.add('Work', 's')).kind, 'failed');
		assert.equal(index.text, text);
		assert.equal(vault.secrets.size, 0);
	});
}

test('what a check found is kept with the profile', async () => {
	const { store } = setUp();
	const profile = await answerOf(store.add('Work', 's'));
	let changes = 0;
	store.onDidChange(() => changes++);
	await store.recordCheck(profile.id, { at: 5, state: 'rejected', cause: 'api-key-leaked' });
	assert.deepEqual((await answerOf(store.list()))[0]?.lastCheck, { at: 5, state: 'rejected', cause: 'api-key-leaked' });
	assert.equal(changes, 1);
});

test('a deleted profile is gone with its secret', async () => {
	const { vault, audit, store } = setUp();
	const [one, two] = [await answerOf(store.add('One', 's1')), await answerOf(store.add('Two', 's2'))];
	assert.equal((await store.remove(one)).kind, 'answered');
	assert.deepEqual(await answerOf(store.list()), [two]);
	assert.deepEqual([...vault.secrets.values()], ['s2']);
	assert.equal(audit.events.at(-1)?.type, 'profile-deleted');
});

test('a secret that could not be deleted is told', async () => {
	const { vault, store } = setUp();
	const profile = await answerOf(store.add('One', 's1'));
	vault.failing = true;
	const outcome = await store.remove(profile);
	assert.equal(outcome.kind === 'failed' && outcome.failure.evidence, 'secret delete: Error');
	assert.deepEqual(await answerOf(store.list()), []);
});

test('a missing secret is a failure, not an empty secret', async () => {
	const { vault, store } = setUp();
	const profile = await answerOf(store.add('Work', 's'));
	vault.secrets.clear();
	const outcome = await store.secretOf(profile);
	assert.equal(outcome.kind === 'failed' && outcome.failure.evidence, 'secret missing');
});

test('the chosen profile is active, and none is when it is gone', async () => {
	const { index, store } = setUp();
	let chosen: string | undefined;
	const active = new ActiveProfile(store, {
		get: () => chosen,
		set: async (value) => {
			chosen = value;
		},
	});
	assert.equal(await answerOf(active.resolve()), undefined);
	const profile = await answerOf(store.add('Work', 's'));
	let changes = 0;
	const listening = active.onDidChange(() => changes++);
	await active.use(profile);
	assert.deepEqual(await answerOf(active.resolve()), profile);
	assert.equal(changes, 1);
	listening.dispose();
	index.text = '{"version":1,"profiles":[]}';
	assert.equal(await answerOf(active.resolve()), undefined);
});
