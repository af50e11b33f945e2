import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditFile, AuditFolder, Sha256 } from '../core/audit/file/auditFolder.ts';
import { replaceFile } from './replaceFile.ts';

export const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

const newline = 0x0a;
/** In milliseconds: no write takes so long. */
const restOfFile = 50;

/** The folder of the audit log on a disk, made when something is first written to it. Nobody but the person reads its files. */
export class NodeAuditFolder implements AuditFolder {
	readonly #root: string;

	constructor(root: string) {
		this.#root = root;
	}

	async list(folder = ''): Promise<readonly AuditFile[]> {
		const entries = await readdir(join(this.#root, folder), { withFileTypes: true }).catch(noneWhere('ENOENT'));
		const files = (entries ?? []).filter((entry) => entry.isFile()).map(({ name }) => name);
		const sized = await Promise.all(
			files.sort().map(async (name) => {
				const size = (await stat(join(this.#root, folder, name)).catch(noneWhere('ENOENT')))?.size;
				return size === undefined ? [] : [{ name, size }];
			}),
		);
		return sized.flat();
	}

	async read(name: string, from: number, to: number): Promise<Uint8Array> {
		const file = await open(join(this.#root, name), 'r');
		try {
			const bytes = Buffer.allocUnsafe(Math.max(0, to - from));
			let filled = 0;
			while (filled < bytes.length) {
				const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled);
				if (bytesRead === 0) {
					break;
				}
				filled += bytesRead;
			}
			return bytes.subarray(0, filled);
		} finally {
			await file.close();
		}
	}

	async append(name: string, bytes: Uint8Array): Promise<number> {
		const path = join(this.#root, name);
		await mkdir(dirname(path), { recursive: true });
		const file = await open(path, 'a+', 0o600);
		try {
			const whole = (await endsUnfinished(file)) ? Buffer.concat([Buffer.of(newline), bytes]) : bytes;
			// One write: the rest of one that fell short would stand behind the lines of others.
			const { bytesWritten } = await file.write(whole, 0, whole.length);
			if (bytesWritten < whole.length) {
				throw new Error(`Only ${bytesWritten} of ${whole.length} bytes could be written.`);
			}
			await file.sync();
			return (await file.stat()).size;
		} finally {
			await file.close();
		}
	}

	async readText(name: string): Promise<string | undefined> {
		return readFile(join(this.#root, name), 'utf8').catch(noneWhere('ENOENT'));
	}

	async replace(name: string, text: string): Promise<void> {
		const path = join(this.#root, name);
		const draft = `${path}.${crypto.randomUUID()}.tmp`;
		await mkdir(dirname(path), { recursive: true });
		try {
			const file = await open(draft, 'wx', 0o600);
			try {
				await file.writeFile(text);
				await file.sync();
			} finally {
				await file.close();
			}
			await replaceFile(draft, path);
		} catch (error) {
			await rm(draft, { force: true }).catch(() => undefined);
			throw error;
		}
	}

	async remove(name: string): Promise<void> {
		await rm(join(this.#root, name), { force: true });
	}
}

/** Whether the last line has no end and gets none: a file that another process is just writing to is looked at again when it has rested. */
async function endsUnfinished(file: FileHandle): Promise<boolean> {
	for (let seen: number | undefined; ; await sleep(restOfFile)) {
		const { size } = await file.stat();
		const last = size === 0 ? newline : (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0];
		if (last === newline || size === seen) {
			return last !== newline;
		}
		seen = size;
	}
}

const noneWhere =
	(code: string) =>
	(error: NodeJS.ErrnoException): undefined => {
		if (error.code !== code) {
			throw error;
		}
		return undefined;
	};
