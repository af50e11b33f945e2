import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();
let watching = false;

/** A temporary folder that goes away with this process at the latest. */
export function scratchFolder(name: string): string {
	watchEnd();
	// A space on purpose: people have them in their paths.
	const folder = mkdtempSync(join(tmpdir(), `latchkey ${name} `));
	folders.add(folder);
	return folder;
}

export function removeScratch(folder: string): void {
	folders.delete(folder);
	// A browser or an editor on its way out may still be writing.
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function watchEnd(): void {
	if (watching) return;
	watching = true;
	process.once('exit', () => {
		for (const folder of [...folders]) removeScratch(folder);
	});
}
