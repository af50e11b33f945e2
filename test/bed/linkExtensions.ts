import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverPath } from './serverPath.ts';

/**
 * Makes VS Code take folders as installed extensions, where they lie. Unlike the "extension under development" of a
 * page's address this needs no smoke-test mode, which would switch off notifications and answer dialogs by itself.
 */
export function linkExtensions(folders: readonly string[], extensionsDir: string): void {
	mkdirSync(extensionsDir, { recursive: true });
	writeFileSync(join(extensionsDir, 'extensions.json'), JSON.stringify(folders.map(entryOf)));
}

function entryOf(folder: string): unknown {
	const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		publisher: string;
		name: string;
		version: string;
	};
	return {
		identifier: { id: `${manifest.publisher}.${manifest.name}` },
		version: manifest.version,
		location: { $mid: 1, path: serverPath(folder), scheme: 'file' },
		metadata: { isBuiltin: false, installedTimestamp: 0, source: 'vsix' },
	};
}
