import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverPath } from './serverPath.ts';

/**
 * Makes VS Code take a folder as an installed extension, where it lies. Unlike the "extension under development" of a
 * page's address this needs no smoke-test mode, which would switch off notifications and answer dialogs by itself.
 */
export function linkExtension(folder: string, extensionsDir: string): void {
	const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		publisher: string;
		name: string;
		version: string;
	};
	const entry = {
		identifier: { id: `${manifest.publisher}.${manifest.name}` },
		version: manifest.version,
		location: { $mid: 1, path: serverPath(folder), scheme: 'file' },
		metadata: { isBuiltin: false, installedTimestamp: 0, source: 'vsix' },
	};
	mkdirSync(extensionsDir, { recursive: true });
	writeFileSync(join(extensionsDir, 'extensions.json'), JSON.stringify([entry]));
}
