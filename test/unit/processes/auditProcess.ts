/**
 * One window's worth of audit events in a process of its own: `FOLDER NAME FROM TO`, recorded in small bursts over a folder that others share.
 * Says `ok NUMBER` when all events up to that number are acknowledged, and ends when the last is.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { FileAuditLog } from '../../../src/core/audit/file/fileAuditLog.ts';
import { systemClock, systemRandom } from '../../../src/net/platform.ts';
import { NodeAuditFolder, sha256 } from '../../../src/node/auditFolder.ts';

const [folder = '', name = '', from = '', to = ''] = process.argv.slice(2);
const log = new FileAuditLog({
	folder: new NodeAuditFolder(folder),
	sha256,
	clock: systemClock,
	random: systemRandom,
	onDidWrite: () => ({ dispose: () => undefined }),
});
for (let number = Number(from); number < Number(to); ) {
	for (const end = Math.min(Number(to), number + 1 + Math.floor(Math.random() * 12)); number < end; number++) {
		log.record({ type: 'secret-replaced', method: 'api-key', profileId: `${number}`, profileName: name });
	}
	// Some of it is recorded while the burst before is still on its way.
	if (Math.random() < 0.7) {
		await log.flush();
		process.stdout.write(`ok ${number - 1}\n`);
	} else {
		await sleep(0);
	}
}
await log.flush();
process.stdout.write(`ok ${Number(to) - 1}\n`);
