import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('profileProcess.ts', import.meta.url));

async function setUp(context: TestContext) {
	const folder = await mkdtemp(join(tmpdir(), 'latchkey-profiles-'));
	context.after(() => rm(folder, { recursive: true }));
	const run = async (...args: string[]) => {
		const { stdout } = await promisify(execFile)(process.execPath, [program, folder, ...args]);
		return stdout;
	};
	return { folder, run, list: async () => JSON.parse(await run('list')) as unknown };
}

test('a profile added in one process is there with its secret in the next', async (context) => {
	const { run, list } = await setUp(context);
	await run('add', 'Work', 'the-secret');
	assert.deepEqual(await list(), [['Work', 'the-secret']]);
});

test('a process killed between secret and index leaves no half profile, and harms no other', async (context) => {
	const { folder, run, list } = await setUp(context);
	await run('add', 'Work', 'the-secret');
	await assert.rejects(run('add-and-die', 'Lost', 'another'), { signal: 'SIGKILL' });
	assert.equal((await readdir(join(folder, 'vault'))).length, 2);
	assert.deepEqual(await list(), [['Work', 'the-secret']]);
});
