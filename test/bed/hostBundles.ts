import { globSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { build } from 'esbuild';
import { outDir, root } from './paths.ts';

const untrusted = `test${sep}host${sep}untrusted${sep}`;

/** One run of VS Code: the module it loads and how many test files lie beside it. */
export interface HostRun {
	readonly name: 'host' | 'host-untrusted';
	readonly index: string;
	readonly files: number;
}

/** Bundles the extension-host tests. Those under `test/host/untrusted` go into a run of their own, in Restricted Mode. */
export async function bundleHostTests(filter: readonly string[]): Promise<HostRun[]> {
	rmSync(join(outDir, 'test/host'), { recursive: true, force: true });
	rmSync(join(outDir, 'test/host-untrusted'), { recursive: true, force: true });
	const files = globSync('test/host/**/*.test.ts', { cwd: root }).filter(
		(file) => filter.length === 0 || filter.some((part) => file.includes(part)),
	);
	return await Promise.all([
		bundle(
			'host',
			files.filter((file) => !file.startsWith(untrusted)),
		),
		bundle(
			'host-untrusted',
			files.filter((file) => file.startsWith(untrusted)),
		),
	]);
}

async function bundle(name: HostRun['name'], files: readonly string[]): Promise<HostRun> {
	const outdir = join(outDir, 'test', name);
	if (files.length > 0) {
		await build({
			absWorkingDir: root,
			entryPoints: ['test/host/index.ts', ...files],
			outbase: 'test/host',
			outdir,
			bundle: true,
			// ES modules, as the extension itself: VS Code loads `.mjs`, whatever the project's package.json says.
			format: 'esm',
			outExtension: { '.js': '.mjs' },
			splitting: true,
			platform: 'node',
			target: 'node22',
			packages: 'external',
			sourcemap: 'inline',
			logLevel: 'warning',
		});
	}
	return { name, index: join(outdir, 'index.mjs'), files: files.length };
}
