/// <reference path="../../../src/webview/svg.d.ts" />
// What esbuild packs into a page and Node does not know: icons as text. VS Code's widgets draw themselves in a real browser alone, so that
// here they are unknown elements. Import it before a page's code, and that dynamically.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

registerHooks({
	load: (url, context, next) => {
		if (url.endsWith('.svg')) {
			const source = `export default ${JSON.stringify(readFileSync(fileURLToPath(url), 'utf8'))}`;
			return { format: 'module', shortCircuit: true, source };
		}
		return url.includes('/@vscode-elements/')
			? { format: 'module', shortCircuit: true, source: '' }
			: next(url, context);
	},
});
