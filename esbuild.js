// Builds dist/: the extension as ES modules with shared chunks (desktop and remote), as one CommonJS file (the web
// worker host takes no other form), and the scripts of the webviews. Sizes and imports go to out/meta for tests and bench.
const { mkdirSync, rmSync, writeFileSync } = require('node:fs');
const esbuild = require('esbuild');
const { mergeFiles } = require('./mergeFiles.js');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = {
	bundle: true,
	minify: production,
	sourcemap: production ? false : 'linked',
	metafile: true,
	logLevel: 'warning',
	legalComments: 'none',
	charset: 'utf8',
	// The browser form of @vscode/l10n reads no files, which no part of the product needs.
	alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
};

/** @type {Record<string, import('esbuild').BuildOptions>} */
const builds = {
	extension: {
		...shared,
		entryPoints: { extension: 'src/extension.ts' },
		outdir: 'dist',
		outExtension: { '.js': '.mjs' },
		chunkNames: 'chunks/[name]-[hash]',
		format: 'esm',
		splitting: true,
		platform: 'node',
		target: 'node22',
		external: ['vscode'],
	},
	web: {
		...shared,
		entryPoints: { extension: 'src/extension.web.ts' },
		outdir: 'dist/web',
		format: 'cjs',
		platform: 'browser',
		target: 'es2023',
		external: ['vscode'],
	},
	webview: {
		...shared,
		entryPoints: { request: 'src/webview/request/main.ts' },
		loader: { '.svg': 'text' },
		outdir: 'dist/webview',
		chunkNames: 'chunks/[name]-[hash]',
		format: 'esm',
		// What draws Markdown comes beside the page, what colours code with the first code of an answer.
		splitting: true,
		platform: 'browser',
		target: 'es2023',
	},
};

async function main() {
	rmSync('dist', { recursive: true, force: true });
	mkdirSync('out/meta', { recursive: true });
	for (const [name, options] of Object.entries(builds)) {
		if (watch) {
			await (await esbuild.context({ ...options, logLevel: 'info' })).watch();
		} else {
			const { metafile } = await esbuild.build(options);
			const isMerged = production && name === 'extension';
			const meta = isMerged ? await mergeFiles(metafile, options) : metafile;
			writeFileSync(`out/meta/${name}.json`, JSON.stringify(meta));
		}
	}
}

main().catch((error) => {
	console.error(error.message);
	process.exit(1);
});
