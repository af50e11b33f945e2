import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.ts';
import { outDir, root, vsixFile } from './paths.ts';

const sources = [
	'src/**',
	'media/**',
	'l10n/**',
	'package*.json',
	'esbuild.js',
	'tsconfig.json',
	'*.md',
	'LICENSE',
	'.vscodeignore',
];
const stamp = join(outDir, 'latchkey-gemini.vsix.sources');

/** Builds and packages the extension with the project's own scripts, the way a release is made. */
export async function buildExtension({
	onlyIfChanged = false,
} = {}): Promise<{ readonly vsix: string; readonly built: boolean }> {
	const now = hashOfSources();
	const fresh =
		existsSync(stamp) && existsSync(vsixFile) && existsSync(join(root, 'dist')) && readFileSync(stamp, 'utf8') === now;
	if (onlyIfChanged && fresh) return { vsix: vsixFile, built: false };
	mkdirSync(outDir, { recursive: true });
	await npm(['run', '--silent', 'package'], root);
	writeFileSync(stamp, now);
	return { vsix: vsixFile, built: true };
}

function hashOfSources(): string {
	const hash = createHash('sha256');
	for (const file of globSync([...sources], { cwd: root }).sort()) {
		const path = join(root, file);
		if (!statSync(path).isFile()) continue;
		hash.update(`${file}\0`).update(readFileSync(path)).update('\0');
	}
	return hash.digest('hex');
}
