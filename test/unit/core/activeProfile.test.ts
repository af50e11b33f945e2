import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Emitter } from '../../../src/core/emitter.ts';
import { ActiveProfile } from '../../../src/core/profiles/activeProfile.ts';
import type { NamedProfile } from '../../../src/core/profiles/resolveProfile.ts';
import { answerOf, draft, setUp as storeInMemory } from './profileSupport.ts';

/** The setting as a folder has it; `isHeeded` false is a folder that is not trusted. */
class FakeSetting {
	value: unknown;
	isHeeded = true;
	isBroken = false;
	readonly changed = new Emitter<void>();

	get(): NamedProfile | undefined {
		return this.isHeeded && this.value !== undefined ? { name: this.value, scope: 'folder' } : undefined;
	}

	async set(name: string | undefined): Promise<void> {
		if (this.isBroken) {
			throw new Error('settings.json is read-only');
		}
		this.value = name;
		this.changed.fire();
	}

	onDidChange(listener: () => void) {
		return this.changed.on(listener);
	}
}

async function setUp() {
	const { store, index, audit } = storeInMemory();
	const add = (name: string) => answerOf(store.add(draft(name), `key of ${name}`));
	const [work, home, play] = [await add('Work'), await add('Home'), await add('Play')];
	const setting = new FakeSetting();
	let chosen: string | undefined;
	const window = {
		get: () => chosen,
		set: async (value: string | undefined) => {
			chosen = value;
		},
	};
	const active = new ActiveProfile({ store, setting, window, audit });
	audit.events.length = 0;
	const now = async () => {
		const { by, profile } = await answerOf(active.resolve());
		return [by, profile?.name];
	};
	return { active, store, setting, window, audit, index, add, now, work, home, play };
}

test('the first profile is used by default', async () => {
	const { now } = await setUp();
	assert.deepEqual(await now(), ['default', 'Work']);
});

test('a choice for the window wins over the default, and a setting over both', async () => {
	const { active, setting, now, home } = await setUp();
	await active.useInWindow(home);
	assert.deepEqual(await now(), ['window', 'Home']);
	setting.value = 'Play';
	assert.deepEqual(await now(), ['folder', 'Play']);
	await active.useInWindow(home);
	assert.deepEqual(await now(), ['folder', 'Play']);
});

test('to use by default is to use in this window too', async () => {
	const { active, store, window, now, home, play } = await setUp();
	await active.useInWindow(home);
	assert.equal((await active.useByDefault(play)).kind, 'answered');
	assert.deepEqual(await now(), ['default', 'Play']);
	assert.equal(window.get(), undefined);
	assert.equal((await answerOf(store.index())).defaultId, play.id);
});

test('a default that could not be written leaves the choice for the window', async () => {
	const { active, index, audit, now, home, play } = await setUp();
	await active.useInWindow(home);
	audit.events.length = 0;
	index.failing = 'write';
	assert.equal((await active.useByDefault(play)).kind, 'failed');
	assert.deepEqual(await now(), ['window', 'Home']);
	assert.deepEqual(audit.events, []);
});

test('the setting that wins can be made to name another profile', async () => {
	const { active, setting, now, home } = await setUp();
	setting.value = 'Gone';
	await active.nameInSetting(home);
	assert.equal(setting.value, 'Home');
	assert.deepEqual(await now(), ['folder', 'Home']);
});

test('the setting can be taken away for a choice in the window', async () => {
	const { active, setting, now, home } = await setUp();
	setting.value = 'Gone';
	await active.useInsteadOfSetting(home);
	assert.equal(setting.value, undefined);
	assert.deepEqual(await now(), ['window', 'Home']);
});

test('a setting that cannot be taken away leaves everything as it was', async () => {
	const { active, setting, audit, window, now, home } = await setUp();
	setting.value = 'Play';
	setting.isBroken = true;
	await assert.rejects(active.useInsteadOfSetting(home));
	await assert.rejects(active.nameInSetting(home));
	assert.equal(window.get(), undefined);
	assert.deepEqual(await now(), ['folder', 'Play']);
	assert.deepEqual(audit.events, []);
});

test('a folder that is not trusted names nothing until it is', async () => {
	const { setting, now } = await setUp();
	setting.value = 'Play';
	setting.isHeeded = false;
	assert.deepEqual(await now(), ['default', 'Work']);
	setting.isHeeded = true;
	assert.deepEqual(await now(), ['folder', 'Play']);
});

test('a name that is unknown or that several have selects nothing', async () => {
	const { active, setting, add, home } = await setUp();
	await active.useInWindow(home);
	for (const [value, problem] of [
		['Wrok', 'unknown'],
		['Twin', 'duplicate'],
		[7, 'unknown'],
	] as const) {
		if (value === 'Twin') {
			await Promise.all([add('Twin'), add('Twin')]);
		}
		setting.value = value;
		const resolution = await answerOf(active.resolve());
		assert.equal(resolution.profile, undefined);
		assert.equal('problem' in resolution && resolution.problem, problem);
	}
});

test('a profile that is renamed leaves the folder that named it without one', async () => {
	const { store, setting, now, play } = await setUp();
	setting.value = 'Play';
	await store.edit(play.id, { name: 'Fun' });
	assert.deepEqual(await now(), ['folder', undefined]);
});

test('a deleted profile is used no more, and the next in line is', async () => {
	const { active, store, now, home, work } = await setUp();
	await active.useInWindow(home);
	await store.remove(home.id);
	assert.deepEqual(await now(), ['default', 'Work']);
	await store.remove(work.id);
	assert.deepEqual(await now(), ['nothing', undefined]);
});

test('an index that cannot be read is a failure, and no empty choice', async () => {
	const { active, index } = await setUp();
	index.failing = 'read';
	const outcome = await active.resolve();
	assert.equal(outcome.kind === 'failed' && outcome.failure.cause, 'storage-failed');
});

test('each choice is recorded with what follows it', async () => {
	const { active, setting, audit, home, play } = await setUp();
	await active.useInWindow(home);
	await active.useByDefault(play);
	setting.value = 'Work';
	await active.nameInSetting(home);
	assert.deepEqual(
		audit.events.map((event) => event.type === 'profile-switched' && [event.scope, event.profileName]),
		[
			['window', 'Home'],
			['user', 'Play'],
			['folder', 'Home'],
		],
	);
});

test('a listener hears of a choice, a changed profile and a changed setting, until it is disposed', async () => {
	const { active, store, setting, home } = await setUp();
	let heard = 0;
	const listening = active.onDidChange(() => heard++);
	const hears = async (work: () => unknown) => {
		const before = heard;
		await work();
		return heard > before;
	};
	assert.ok(await hears(() => active.useInWindow(home)));
	assert.ok(await hears(() => store.edit(home.id, { color: 'red' })));
	assert.ok(await hears(() => setting.set('Play')));
	listening.dispose();
	assert.ok(!(await hears(() => active.useInWindow(home))));
	assert.ok(!(await hears(() => setting.set('Work'))));
});
