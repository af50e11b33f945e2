import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A folder for one test, deleted after it. */
export async function scratchFolder(t: TestContext): Promise<string> {
	const path = await mkdtemp(join(tmpdir(), 'latchkey-'));
	t.after(() => rm(path, { recursive: true, force: true }));
	return path;
}
