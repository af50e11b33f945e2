import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The files below a folder that hold any of the texts in any form a program writes text in: UTF-8, UTF-16, base64. */
export function filesWith(folder: string, texts: readonly string[], leaveOut: readonly string[] = []): string[] {
	const needles = texts.flatMap((text) => [
		Buffer.from(text, 'utf8'),
		Buffer.from(text, 'utf16le'),
		// Base64 of the text wherever its first byte falls in a group of three, without the ends it shares with neighbours.
		...[0, 1, 2].map((shift) =>
			Buffer.from(`${' '.repeat(shift)}${text}`)
				.toString('base64')
				.slice(shift === 0 ? 0 : 4, -4),
		),
	]);
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((name) => join(folder, name))
		.filter(
			(path) => !leaveOut.some((each) => path.startsWith(each)) && statSync(path, { throwIfNoEntry: false })?.isFile(),
		)
		.filter((path) => {
			const content = contentOf(path);
			return needles.some((needle) => content.includes(needle));
		});
}

/** A lock, or what is written beside its place, may be gone by the time it is read. */
function contentOf(path: string): Buffer {
	try {
		return readFileSync(path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
		throw error;
	}
}
