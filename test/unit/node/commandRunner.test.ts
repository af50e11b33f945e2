import assert from 'node:assert/strict';
import { readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandEnd, CommandRun } from '../../../src/core/ports.ts';
import { commandRunner } from '../../../src/node/commandRunner.ts';
import { scratchFolder } from '../core/secretSources/scratchFolder.ts';

const run = (command: readonly string[], different: Partial<CommandRun> = {}): Promise<CommandEnd> =>
	commandRunner.run({
		command,
		folder: tmpdir(),
		timeLimit: 30_000,
		outputLimit: 65_536,
		signal: new AbortController().signal,
		...different,
	});
const node = (script: string, ...rest: readonly string[]) => [process.execPath, '-e', script, ...rest];
const textOf = (end: CommandEnd) => (end.kind === 'ended' ? Buffer.from(end.output).toString() : end.kind);

async function isAlive(pid: number): Promise<boolean> {
	try {
		process.kill(pid, 0);
		// One that has ended and that nobody has asked about yet is none that runs.
		return !/^State:\s+Z/m.test(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''));
	} catch {
		return false;
	}
}

async function goneOf(pid: number): Promise<void> {
	while (await isAlive(pid)) {
		await sleep(20);
	}
}

async function pidIn(file: string): Promise<number> {
	for (;;) {
		const text = await readFile(file, 'utf8').catch(() => '');
		if (text.endsWith('\n')) {
			return Number(text);
		}
		await sleep(20);
	}
}

describe('a program', () => {
	it('gets its arguments as they are, and gives what it prints', async () => {
		const hostile = ['a b', '$HOME', '`id`', '"', "'", '; exit 3', '*', '', '-e', '\\'];
		const end = await run(node('console.log(JSON.stringify(process.argv.slice(1)))', '--', ...hostile));
		assert.deepEqual(JSON.parse(textOf(end)), hostile);
	});

	it('is run in its folder, and can read nothing', async (t) => {
		const folder = await scratchFolder(t);
		const end = await run(node('process.stdin.on("end", () => console.log(process.cwd())).resume()'), { folder });
		assert.equal(textOf(end).trim(), await realpath(folder));
	});

	it('tells with what code it ended, and nothing of what it said beside', async () => {
		const end = await run(node('console.error("a marker"); process.exit(3)'));
		assert.deepEqual(end, { kind: 'ended', exitCode: 3, output: Buffer.alloc(0) });
	});

	it('that is not there is not started', async (t) => {
		const folder = await scratchFolder(t);
		for (const command of [['latchkey-no-such-program'], [folder], [''], [join(folder, 'gone')]]) {
			assert.deepEqual(await run(command), { kind: 'not-started' }, command[0]);
		}
		assert.deepEqual(await run(node('0'), { folder: join(folder, 'gone') }), { kind: 'not-started' });
	});

	it('is ended when its time is over, with what it started', async (t) => {
		const file = join(await scratchFolder(t), 'pid');
		const child = `require("fs").writeFileSync(${JSON.stringify(file)}, process.pid + "\\n"); setInterval(() => 0, 1000)`;
		const script = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit" }); setInterval(() => 0, 1000)`;
		assert.deepEqual(await run(node(script), { timeLimit: 2_000 }), { kind: 'too-long' });
		await goneOf(await pidIn(file));
	});

	it('is ended when nobody waits any more', async (t) => {
		const file = join(await scratchFolder(t), 'pid');
		const leaving = new AbortController();
		const ended = run(
			node(`require("fs").writeFileSync(${JSON.stringify(file)}, process.pid + "\\n"); setInterval(() => 0, 1000)`),
			{ signal: leaving.signal },
		);
		const pid = await pidIn(file);
		leaving.abort();
		assert.deepEqual(await ended, { kind: 'cancelled' });
		await goneOf(pid);
		assert.deepEqual(await run(node('0'), { signal: leaving.signal }), { kind: 'cancelled' });
	});

	it('that prints without end is stopped', async () => {
		assert.deepEqual(await run(['yes']), { kind: 'too-much' });
		const whole = await run(node('process.stdout.write("x".repeat(65536))'));
		assert.equal(textOf(whole).length, 65_536);
		assert.deepEqual(await run(node('process.stdout.write("x".repeat(65537))')), { kind: 'too-much' });
	});

	it('that leaves something running is not waited for', async (t) => {
		const file = join(await scratchFolder(t), 'pid');
		for (const detached of [false, true]) {
			const child = `require("fs").writeFileSync(${JSON.stringify(file)}, process.pid + "\\n"); setTimeout(() => 0, 60000)`;
			const script = `const child = require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit", detached: ${detached} }); child.unref(); console.log("the key"); const wait = () => require("fs").existsSync(${JSON.stringify(file)}) ? process.exit(0) : setTimeout(wait, 20); wait()`;
			assert.equal(textOf(await run(node(script))), 'the key\n');
			const pid = await pidIn(file);
			if (detached) {
				process.kill(pid, 'SIGKILL');
			}
			await goneOf(pid);
			await rm(file);
		}
	});

	it('that something else ends is told so', async () => {
		assert.deepEqual(await run(node('process.kill(process.pid, "SIGTERM"); setInterval(() => 0, 1000)')), {
			kind: 'killed',
		});
	});
});
