import { getL10nJson } from '@vscode/l10n-dev';
import type { SourceFile } from './sourceFiles.ts';

/** The text of l10n/bundle.l10n.json that belongs to these sources: every message, by VS Code's own extraction. */
export async function l10nBundle(files: readonly SourceFile[]): Promise<string> {
	const bundle = await getL10nJson(files.map(({ text }) => ({ extension: '.ts', contents: text })));
	const sorted = Object.fromEntries(Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1)));
	return `${JSON.stringify(sorted, null, '\t')}\n`;
}
