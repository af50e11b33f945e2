import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ProfileStore } from '../../../src/core/profiles/profileStore.ts';
import { systemClock } from '../../../src/net/platform.ts';
import { removeScratch, scratchFolder } from '../../bed/scratch.ts';
import { answerOf, keysOf, longAfter, secretsOf } from '../core/profileSupport.ts';
import { sharedPorts } from './sharedPorts.ts';

const program = fileURLToPath(new URL('profileProcess.ts', import.meta.url));

function setUp(context: TestContext) {
	const folder = scratchFolder('profiles');
	context.after(() => removeScratch(folder));
	/** Starts a process; `end` is its exit code, or the signal that ended it. */
	const start = (...args: (string | number)[]) => {
		const child = spawn(process.execPath, [program, folder, ...args.map(String)], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		context.after(() => child.kill('SIGKILL'));
		const ready = once(child.stdout, 'data');
		const end = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
		return { ready, end, kill: () => child.kill('SIGKILL') };
	};
	const run = (...args: (string | number)[]) => start(...args).end;
	return { folder, start, run, store: new ProfileStore(sharedPorts(folder)) };
}

/** Names and secrets of all profiles; each secret is the one that belongs to the name. */
async function wholeSecretsOf(store: ProfileStore) {
	const found = await secretsOf(store);
	for (const [name, secret] of found) {
		assert.match(secret, new RegExp(`^${name} (first|second)$`));
	}
	return new Map(found);
}

/** One write when nobody can be under way any more leaves the secrets of the listed profiles, and no other. */
async function assertTidies(folder: string) {
	const ports = sharedPorts(folder, { ...systemClock, now: () => Date.now() + longAfter });
	const store = new ProfileStore(ports);
	const before = await wholeSecretsOf(store);
	const [first] = await answerOf(store.list());
	assert.ok(first);
	await answerOf(store.recordCheck(first, { at: 0, state: 'valid' }));
	assert.deepEqual((await ports.vault.keys()).toSorted(), await keysOf(store));
	assert.deepEqual(await wholeSecretsOf(new ProfileStore(ports)), before);
	assert.deepEqual((await answerOf(store.index())).leftovers, []);
}

const named = (prefix: string, numbers: number, step = 1) =>
	Array.from({ length: numbers / step }, (_, index) => `${prefix}${index * step}`);

test('a profile added in one process is there with its secret in the next', async (context) => {
	const { run, store } = setUp(context);
	assert.equal(await run('add', 'Work', 1), 0);
	assert.deepEqual(await secretsOf(store), [['Work0', 'Work0 first']]);
});

test('of 500 profiles that four processes add at once none is lost, and every secret can be read', async (context) => {
	const { folder, run, store } = setUp(context);
	const start = performance.now();
	const prefixes = ['A', 'B', 'C', 'D'];
	assert.deepEqual(await Promise.all(prefixes.map((prefix) => run('add', prefix, 125))), [0, 0, 0, 0]);
	context.diagnostic(`${Math.round(performance.now() - start)} ms`);
	const names = [...(await wholeSecretsOf(store)).keys()];
	assert.deepEqual(names.toSorted(), prefixes.flatMap((prefix) => named(prefix, 125)).toSorted());
	assert.deepEqual((await sharedPorts(folder).vault.keys()).toSorted(), await keysOf(store));
});

for (const moment of ['before', 'after']) {
	test(`processes killed ${moment} each write of adding harm no other, and what they leave is swept up`, async (context) => {
		const { folder, run, store } = setUp(context);
		const survivors = ['A', 'B'].map((prefix) => run('add', prefix, 20));
		// There are three writes: the note, the secret, the profile.
		const ends = await Promise.all([0, 1, 2, 3].map((nth) => run('die', 'Mortal', nth, moment)));
		assert.deepEqual(ends, ['SIGKILL', 'SIGKILL', 'SIGKILL', 0]);
		assert.deepEqual(await Promise.all(survivors), [0, 0]);
		const names = [...(await wholeSecretsOf(store)).keys()];
		const added = moment === 'after' ? ['Mortal2 after', 'Mortal3 after'] : ['Mortal3 before'];
		assert.deepEqual(names.toSorted(), [...named('A', 20), ...named('B', 20), ...added].toSorted());
		assert.equal((await sharedPorts(folder).vault.keys()).length, names.length + 1);
		await assertTidies(folder);
	});
}

test('processes killed at any time harm no other, and what they leave is swept up', async (context) => {
	const { folder, start, run, store } = setUp(context);
	const survivors = ['A', 'B'].map((prefix) => run('churn', prefix, 10));
	const victims = Array.from({ length: 4 }, async (_, number) => {
		const victim = start('churn', `Lost${number} `, 1000);
		await victim.ready;
		await sleep(Math.random() * 1000);
		victim.kill();
		return victim.end;
	});
	assert.deepEqual(await Promise.all(victims), Array(4).fill('SIGKILL'));
	assert.deepEqual(await Promise.all(survivors), [0, 0]);
	const found = await wholeSecretsOf(store);
	for (const name of [...named('A', 10, 2), ...named('B', 10, 2)]) {
		assert.equal(found.get(name), `${name} second`);
	}
	for (const [name] of found) {
		assert.match(name, /^[AB][02468]$|^Lost/);
	}
	await assertTidies(folder);
});
