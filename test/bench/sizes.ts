import { statSync } from 'node:fs';
import { buildExtension } from '../bed/buildExtension.ts';
import { loadedAfter, loadedTogether, productionBuild } from '../house/productionBuild.ts';

/** Bytes of what ships, and of what each step loads, beside their budgets. */
export async function sizes(): Promise<void> {
	const builds = productionBuild();
	const bytes = (loaded: Map<string, number>) => [...loaded.values()].reduce((sum, each) => sum + each, 0);
	const { vsix } = await buildExtension();
	const rows: readonly (readonly [string, number, number])[] = [
		['loaded at activation', bytes(loadedTogether(builds.extension, 'src/extension.ts')), 30],
		[
			'request panel, extension side',
			bytes(loadedAfter(builds.extension, 'src/vscode/request/requestPanels.ts', 'src/extension.ts')),
			60,
		],
		['request panel, page', bytes(loadedTogether(builds.webview, 'src/webview/request/main.ts')), 200],
		['web entry', bytes(loadedTogether(builds.web, 'src/extension.web.ts')), 150],
		['.vsix', statSync(vsix).size, 450],
	];
	console.log('\nSize, minified');
	for (const [name, size, budget] of rows) {
		console.log(`  ${name.padEnd(44)} ${(size / 1024).toFixed(1).padStart(6)} KB   (budget ${budget} KB)`);
	}
}
