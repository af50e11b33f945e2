import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { LockBusy } from '../../../src/core/lockBusy.ts';
import { FileLock } from '../../../src/node/fileLock.ts';
import { removeScratch, scratchFolder } from '../../bed/scratch.ts';

const program = fileURLToPath(new URL('lockProcess.ts', import.meta.url));

function setUp(context: TestContext) {
	const folder = scratchFolder('lock');
	context.after(() => removeScratch(folder));
	const lockPath = join(folder, 'store', 'profiles.lock');
	const counterPath = join(folder, 'count');
	writeFileSync(counterPath, '0');
	const run = (task: string): ChildProcess => {
		const child = spawn(process.execPath, [program, lockPath, counterPath, task], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		context.after(() => child.kill('SIGKILL'));
		return child;
	};
	return { lockPath, counterPath, run };
}

/** Takes the lock in another process and kills that at once, so that the lock stays. */
async function leaveBehind(run: (task: string) => ChildProcess) {
	const child = run('hang');
	await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
	child.kill('SIGKILL');
	await once(child, 'exit');
}

describe('FileLock', () => {
	it('keeps four processes apart: of 600 increments none is lost', async (context) => {
		const { counterPath, lockPath, run } = setUp(context);
		const children = Array.from({ length: 4 }, () => run('150'));
		const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as number));
		assert.deepEqual(codes, [0, 0, 0, 0]);
		assert.equal(readFileSync(counterPath, 'utf8'), '600');
		assert.equal(existsSync(lockPath), false);
	});

	it('lets go when the work fails, and passes the failure on', async (context) => {
		const lock = new FileLock(setUp(context).lockPath);
		await assert.rejects(
			lock.hold(() => Promise.reject(new Error('no'))),
			/no/,
		);
		assert.equal(await lock.hold((isHeld) => isHeld()), true);
	});

	it('gives up on a holder that lives', async (context) => {
		const { lockPath } = setUp(context);
		const held = Promise.withResolvers<void>();
		const slow = new FileLock(lockPath).hold(async () => {
			held.resolve();
			await sleep(400);
		});
		await held.promise;
		const hurried = new FileLock(lockPath, { staleAfter: 60_000, giveUpAfter: 60 });
		await assert.rejects(
			hurried.hold(async () => undefined),
			LockBusy,
		);
		await slow;
	});

	it('passes over a holder that was killed, and leaves nothing lying about', async (context) => {
		const { lockPath, run } = setUp(context);
		await leaveBehind(run);
		assert.equal(existsSync(lockPath), true);
		const lock = new FileLock(lockPath, { staleAfter: 100, giveUpAfter: 5000 });
		assert.equal(await lock.hold(async () => 'mine'), 'mine');
		assert.deepEqual(readdirSync(join(lockPath, '..')), []);
	});

	it('of many that pass over a dead holder, one holds at a time', async (context) => {
		const { lockPath, run } = setUp(context);
		await leaveBehind(run);
		let holders = 0;
		let most = 0;
		const waiters = Array.from({ length: 8 }, () => new FileLock(lockPath, { staleAfter: 100, giveUpAfter: 10_000 }));
		await Promise.all(
			waiters.map((lock) =>
				lock.hold(async () => {
					most = Math.max(most, ++holders);
					await sleep(5);
					holders--;
				}),
			),
		);
		assert.equal(most, 1);
	});

	it('tells a holder that was passed over, and leaves the lock to whoever has it now', async (context) => {
		const { lockPath } = setUp(context);
		const hasty = new FileLock(lockPath, { staleAfter: 50, giveUpAfter: 5000 });
		const [held, taken] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
		const slow = new FileLock(lockPath).hold(async (isHeld) => {
			assert.equal(await isHeld(), true);
			held.resolve();
			await taken.promise;
			return isHeld();
		});
		await held.promise;
		await hasty.hold(async (isHeld) => {
			taken.resolve();
			assert.equal(await slow, false);
			assert.equal(await isHeld(), true);
		});
	});

	it('says what is wrong where the folder cannot be written', async (context) => {
		const { counterPath } = setUp(context);
		const lock = new FileLock(join(counterPath, 'profiles.lock'));
		await assert.rejects(
			lock.hold(async () => undefined),
			(error: NodeJS.ErrnoException) => error.code === 'ENOTDIR' || error.code === 'EEXIST',
		);
	});
});
