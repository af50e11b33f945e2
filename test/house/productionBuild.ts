import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { projectRoot } from './sourceFiles.ts';

/** esbuild's account of one build (https://esbuild.github.io/api/#metafile). */
export type Meta = {
	readonly inputs: Readonly<Record<string, unknown>>;
	readonly outputs: Readonly<
		Record<
			string,
			{
				readonly bytes: number;
				readonly entryPoint?: string;
				readonly imports: readonly { readonly path: string; readonly kind: string; readonly external?: boolean }[];
				readonly inputs: Readonly<Record<string, unknown>>;
			}
		>
	>;
};

/** Builds the product as it ships and gives the account of each of its builds. */
export function productionBuild(): Readonly<Record<'extension' | 'web' | 'webview', Meta>> {
	execFileSync(process.execPath, ['esbuild.js', '--production'], { cwd: projectRoot });
	const meta = (name: string): Meta => JSON.parse(readFileSync(`${projectRoot}/out/meta/${name}.json`, 'utf8'));
	return { extension: meta('extension'), web: meta('web'), webview: meta('webview') };
}

/** An output with all that is loaded together with it, lazy chunks left out: [path, bytes]. */
export function loadedTogether({ outputs }: Meta, entryPoint: string): Map<string, number> {
	const loaded = new Map<string, number>();
	const load = (path: string) => {
		const output = outputs[path];
		if (output && !loaded.has(path)) {
			loaded.set(path, output.bytes);
			for (const next of output.imports.filter(({ kind, external }) => kind === 'import-statement' && !external)) {
				load(next.path);
			}
		}
	};
	load(Object.entries(outputs).find(([, output]) => output.entryPoint === entryPoint)?.[0] ?? '');
	return loaded;
}

/** The same for a part loaded later, without what was loaded before it. */
export function loadedAfter(meta: Meta, entryPoint: string, before: string): Map<string, number> {
	const loaded = loadedTogether(meta, entryPoint);
	for (const path of loadedTogether(meta, before).keys()) {
		loaded.delete(path);
	}
	return loaded;
}
