import type { TestContext } from 'node:test';
import type { AuditEvent } from '../../../../../src/core/audit/event.ts';
import type { ChainReport } from '../../../../../src/core/audit/file/chainCheck.ts';
import { FileAuditLog } from '../../../../../src/core/audit/file/fileAuditLog.ts';
import { verifyLog } from '../../../../../src/core/audit/file/verifyLog.ts';
import { systemRandom } from '../../../../../src/net/platform.ts';
import { NodeAuditFolder, sha256 } from '../../../../../src/node/auditFolder.ts';
import { removeScratch, scratchFolder } from '../../../../bed/scratch.ts';
import { ManualClock } from '../../../../fakes/manualClock.ts';

export const used = (name: string, result: 'answered' | 'quota-exceeded' = 'answered') =>
	({
		type: 'credential-used',
		purpose: 'generateContent',
		result,
		profileId: `id of ${name}`,
		profileName: name,
		method: 'api-key',
		elapsed: 12,
	}) as AuditEvent;

/** A folder for a log on the real disk, and windows that write to it. */
export function auditBed(context: TestContext, start = Date.UTC(2026, 10, 23)) {
	const path = scratchFolder('audit');
	context.after(() => removeScratch(path));
	const folder = new NodeAuditFolder(path);
	const clock = new ManualClock(start);
	const window = (own: NodeAuditFolder = folder) => {
		const log = new FileAuditLog({
			folder: own,
			sha256,
			clock,
			random: systemRandom,
			onDidWrite: () => ({ dispose: () => undefined }),
		});
		context.after(() => log.dispose());
		return log;
	};
	const verify = async (): Promise<ChainReport> => {
		const report = await verifyLog(folder, sha256, { signal: new AbortController().signal });
		if (!report) {
			throw new Error('It was cancelled.');
		}
		return report;
	};
	return { path, folder, clock, window, verify };
}

export async function all<T>(records: AsyncIterable<T>): Promise<T[]> {
	const list: T[] = [];
	for await (const record of records) {
		list.push(record);
	}
	return list;
}
