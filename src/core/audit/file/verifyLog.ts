import type { AuditFolder, Sha256 } from './auditFolder.ts';
import { ChainCheck, type ChainReport } from './chainCheck.ts';
import { readHeads } from './chainHead.ts';
import { fileLines } from './fileLines.ts';
import { monthFiles } from './month.ts';
import { letGoFile, readLetGo } from './retention.ts';

export type VerifyOptions = {
	readonly signal: AbortSignal;
	/** Told of the share that is done, from 0 to 1. */
	readonly onProgress?: (share: number) => void;
};

/**
 * Reads the whole log and judges it; undefined where it was cancelled. Heads are read before lines: what windows write meanwhile is behind them. Rejects
 * with what the file system says.
 */
export async function verifyLog(
	folder: AuditFolder,
	sha256: Sha256,
	{ signal, onProgress }: VerifyOptions,
): Promise<ChainReport | undefined> {
	const { heads, unreadable } = await readHeads(folder);
	const letGo = await readLetGo(folder);
	const check = new ChainCheck(
		{ heads, letGo: letGo ?? new Map(), unreadable: letGo ? unreadable : [...unreadable, letGoFile] },
		sha256,
	);
	const files = await monthFiles(folder);
	const total = files.reduce((sum, { size }) => sum + size, 0);
	let done = 0;
	for (const { name, size } of files) {
		let line = 0;
		for await (const { lines, end } of fileLines(folder, name, { to: size })) {
			for (const bytes of lines) {
				check.line(bytes, { file: name, line: ++line }, end !== undefined);
			}
			if (signal.aborted) {
				return undefined;
			}
			onProgress?.((done + (end ?? size)) / Math.max(total, 1));
		}
		done += size;
	}
	return check.end();
}
