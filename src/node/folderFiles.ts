import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { FileRead, FolderFiles } from '../core/ports.ts';

/** Reads files of a folder, and of nowhere else: where they really lie is judged after every link has been followed. */
export const folderFiles: FolderFiles = {
	async read(folder, path, longest) {
		try {
			const root = await realpath(folder);
			const file = await realpath(join(root, path));
			return isWithin(root, file) ? await readWhole(file, longest) : { kind: 'outside' };
		} catch (error) {
			const code = (error as NodeJS.ErrnoException).code ?? '';
			// A path that leads out and to nothing says nothing about what is there.
			return { kind: ['ENOENT', 'ENOTDIR'].includes(code) ? 'missing' : 'unreadable' };
		}
	},
};

function isWithin(root: string, file: string): boolean {
	const way = relative(root, file);
	return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Follows no link that was put there meanwhile, and waits for no pipe. Windows knows neither. */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

async function readWhole(path: string, longest: number): Promise<FileRead> {
	const file = await open(path, flags);
	try {
		const stats = await file.stat();
		if (!stats.isFile()) {
			return { kind: 'unreadable' };
		}
		const buffer = Buffer.alloc(Math.min(stats.size, longest) + 1);
		let length = 0;
		for (;;) {
			const { bytesRead } = await file.read(buffer, length, buffer.length - length);
			length += bytesRead;
			if (bytesRead === 0 || length === buffer.length) {
				break;
			}
		}
		return length > longest ? { kind: 'too-large' } : { kind: 'read', text: buffer.toString('utf8', 0, length) };
	} finally {
		await file.close();
	}
}
