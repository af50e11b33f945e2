import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileLock } from '../../../src/node/fileLock.ts';

/**
 * A process that increases the number in a file so many times, with a pause between reading and writing. `hang` takes
 * the lock, says so, and keeps it.
 */
const [, , lockPath = '', counterPath = '', task = '0'] = process.argv;
const lock = new FileLock(lockPath);
if (task === 'hang') {
	await lock.hold(async () => {
		process.stdout.write('held\n');
		await sleep(600_000);
	});
} else {
	for (let left = Number(task); left > 0; left--) {
		await lock.hold(async () => {
			const before = Number(readFileSync(counterPath, 'utf8'));
			await sleep(0);
			writeFileSync(counterPath, String(before + 1));
		});
	}
}
