import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** A source file: its path from the project's root with forward slashes, and its text. */
export type SourceFile = { readonly path: string; readonly text: string };

export const readText = (path: string): string => readFileSync(`${projectRoot}/${path}`, 'utf8');

/** All files of the product, as they stand in the working tree. */
export const sourceFiles = (): SourceFile[] =>
	globSync('src/**/*.ts', { cwd: projectRoot })
		.map((path) => path.replaceAll('\\', '/'))
		.sort()
		.map((path) => ({ path, text: readText(path) }));
