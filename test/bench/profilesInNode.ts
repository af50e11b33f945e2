import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActiveProfile } from '../../src/core/profiles/activeProfile.ts';
import { ProfileStore } from '../../src/core/profiles/profileStore.ts';
import { removeScratch, scratchFolder } from '../bed/scratch.ts';
import { sharedPorts } from '../unit/processes/sharedPorts.ts';
import { figuresOf, row } from './figures.ts';
import './vscodeStub.mjs';

const runs = 15;
const nobody = { dispose: () => undefined };

/** Latchkey's own part: the real store over real files, and all rows of the tree, with a stub in the place of VS Code. */
export async function profilesInNode(indexAt: (revision: number) => string): Promise<void> {
	// Imports `vscode`, and so only after the stub of it.
	const { ProfileTree } = await import('../../src/vscode/profiles/profileTree.ts');
	const folder = scratchFolder('bench');
	try {
		const ports = sharedPorts(folder);
		const store = new ProfileStore(ports);
		const active = new ActiveProfile({
			store,
			audit: ports.audit,
			setting: { get: () => undefined, set: async () => undefined, onDidChange: () => nobody },
			window: { get: () => undefined, set: async () => undefined },
		});
		const tree = new ProfileTree({
			store,
			active,
			clock: ports.clock,
			usage: () => Promise.reject(),
			takeDropped: async () => undefined,
		});
		const allRows = async () => {
			for (const element of await tree.getChildren()) tree.getTreeItem(element);
		};
		// Another window's, so that this one's tree is not made anew meanwhile.
		const other = new ProfileStore(ports);
		const rename = async () => {
			const profiles = await other.list();
			const first = profiles.kind === 'answered' ? profiles.value[0] : undefined;
			if (first) await other.edit(first.id, { name: crypto.randomUUID() });
		};
		const times = { read: [] as number[], again: [] as number[], write: [] as number[] };
		for (let run = 0; run <= runs; run++) {
			writeFileSync(join(folder, 'profiles.json'), indexAt(run));
			const [read, again, write] = [await timed(allRows), await timed(allRows), await timed(rename)];
			// The first round is the one in which the code is compiled.
			if (run > 0) {
				times.read.push(read);
				times.again.push(again);
				times.write.push(write);
			}
		}
		console.log(row('changed file read, parsed, all rows made', figuresOf(times.read)));
		console.log(row('same file read, all rows made', figuresOf(times.again)));
		console.log(row('one profile renamed, under the lock', figuresOf(times.write)));
	} finally {
		removeScratch(folder);
	}
}

async function timed(work: () => Promise<void>): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}
