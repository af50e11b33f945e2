// `npm run types`: every TypeScript project of the repository, one after the other.
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode, startNode } from './children.ts';
import { root } from './paths.ts';

/** True when every project compiles. Output goes where the given function takes it. */
export async function checkTypes(say: (text: string) => void): Promise<boolean> {
	const projects = ['tsconfig.json', ...globSync('src/*/tsconfig.json', { cwd: root }).sort(), 'test/tsconfig.json'];
	let good = true;
	for (const project of projects.filter((file) => existsSync(join(root, file)))) {
		const child = startNode(['node_modules/typescript/bin/tsc', '-p', project], { cwd: root });
		child.stdout?.on('data', (chunk: Buffer) => say(chunk.toString()));
		child.stderr?.on('data', (chunk: Buffer) => say(chunk.toString()));
		if ((await exitCode(child)) === 0) continue;
		good = false;
		say(`${project}: does not compile.\n`);
	}
	return good;
}

if (import.meta.main) {
	process.exitCode = (await checkTypes((text) => process.stdout.write(text))) ? 0 : 1;
}
