import type { AuditFolder } from './auditFolder.ts';

const newline = 0x0a;

/** Lines that follow one another. `end`: where in the file the last of them has ended, behind its newline. */
export type LineBlock = { readonly lines: readonly Uint8Array[]; readonly end: number };

/**
 * The lines of a file from a place on, where a line begins, to before another, by blocks of about `step` bytes. What stands behind the last newline comes
 * as a block of its own with `end` undefined: it may yet be written on.
 */
export async function* fileLines(
	folder: AuditFolder,
	name: string,
	{ from = 0, to, step = 1 << 20 }: { readonly from?: number; readonly to: number; readonly step?: number },
): AsyncGenerator<LineBlock | { readonly lines: readonly Uint8Array[]; readonly end: undefined }> {
	let place = from;
	let rest = new Uint8Array();
	while (place < to) {
		const read = await folder.read(name, place, Math.min(to, place + step));
		if (read.length === 0) {
			break;
		}
		place += read.length;
		const bytes = joined(rest, read);
		const end = bytes.lastIndexOf(newline) + 1;
		rest = bytes.slice(end);
		if (end > 0) {
			yield { lines: split(bytes.subarray(0, end)), end: place - rest.length };
		}
	}
	if (rest.length > 0) {
		yield { lines: [rest], end: undefined };
	}
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array {
	if (before.length === 0) {
		return after;
	}
	const all = new Uint8Array(before.length + after.length);
	all.set(before);
	all.set(after, before.length);
	return all;
}

/** Each ends with a newline, which is not of it. */
function split(bytes: Uint8Array): Uint8Array[] {
	const lines: Uint8Array[] = [];
	for (let start = 0; start < bytes.length; ) {
		const end = bytes.indexOf(newline, start);
		lines.push(bytes.subarray(start, end));
		start = end + 1;
	}
	return lines;
}
