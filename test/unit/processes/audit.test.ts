import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { AuditReader } from '../../../src/core/audit/file/auditReader.ts';
import { verifyLog } from '../../../src/core/audit/file/verifyLog.ts';
import { NodeAuditFolder, sha256 } from '../../../src/node/auditFolder.ts';
import { removeScratch, scratchFolder } from '../../bed/scratch.ts';

const program = fileURLToPath(new URL('auditProcess.ts', import.meta.url));
const each = 2500;

/** Runs until killed, at a moment nobody has chosen, or done; answers up to where it had its events acknowledged. */
async function life(
	context: TestContext,
	folder: string,
	name: string,
	from: number,
	mayBeKilled: boolean,
): Promise<{ readonly acknowledged: number; readonly wasKilled: boolean }> {
	const child = spawn(process.execPath, [program, folder, name, `${from}`, `${each}`], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	context.after(() => child.kill('SIGKILL'));
	let acknowledged = from - 1;
	let killing: NodeJS.Timeout | undefined;
	createInterface(child.stdout).on('line', (line) => {
		acknowledged = Number(line.slice(3));
		// From the first acknowledgement on: before, it is loading its modules.
		killing ??= mayBeKilled ? setTimeout(() => child.kill('SIGKILL'), Math.random() * 150) : undefined;
	});
	const [code, signal] = await once(child, 'close');
	clearTimeout(killing);
	assert.ok(code === 0 || signal === 'SIGKILL', `It ended with ${code ?? signal}.`);
	return { acknowledged, wasKilled: signal === 'SIGKILL' };
}

test('four processes that are killed at random lose no acknowledged event of ten thousand, and their chains hold', async (context) => {
	const folder = scratchFolder('audit processes');
	context.after(() => removeScratch(folder));
	const acknowledged = new Map<string, Set<number>>();
	let kills = 0;
	await Promise.all(
		['a', 'b', 'c', 'd'].map(async (name) => {
			const numbers = new Set<number>();
			acknowledged.set(name, numbers);
			for (let from = 0, lives = 0; from < each; lives++) {
				const ended = await life(context, folder, name, from, lives < 5);
				for (let number = from; number <= ended.acknowledged; number++) {
					numbers.add(number);
				}
				kills += ended.wasKilled ? 1 : 0;
				// Whoever comes after begins behind what is acknowledged: the rest may be there or not.
				from = ended.acknowledged + 1;
			}
		}),
	);
	assert.ok(kills >= 4, `${kills} were killed`);
	const files = new NodeAuditFolder(folder);
	const report = await verifyLog(files, sha256, { signal: new AbortController().signal });
	assert.deepEqual(report?.faults, []);
	const found = new Map<string, Set<number>>();
	for await (const { event } of new AuditReader(files).read(0, Number.POSITIVE_INFINITY)) {
		assert.ok(event.type === 'secret-replaced');
		found.set(event.profileName, (found.get(event.profileName) ?? new Set()).add(Number(event.profileId)));
	}
	for (const [name, numbers] of acknowledged) {
		assert.equal(numbers.size, each);
		assert.deepEqual(
			[...numbers].filter((number) => !found.get(name)?.has(number)),
			[],
		);
	}
	// None is torn: a killed process writes a line whole or not at all.
	assert.deepEqual(report?.unfinished, []);
});
