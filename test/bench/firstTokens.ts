import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { root } from '../bed/paths.ts';
import { productionBuild } from '../house/productionBuild.ts';
import { figuresOf, row } from './figures.ts';
import { inTurns } from './inTurns.ts';
import { moduleSource } from './vscodeSource.mjs';

const starts = 15;
const programs = join(import.meta.dirname, 'firstToken');

/**
 * The first token of a fresh process, what it takes loaded: Latchkey as it ships, and google-auth-library as it is installed, which is how
 * its users load it. That a bundler would make it quicker is measured beside it.
 */
export async function firstTokens(pem: string): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
	const server = fork(join(programs, 'server.mjs'));
	const [origin] = (await once(server, 'message')) as [string];
	try {
		const email = 'robot@my-project-1234.iam.gserviceaccount.com';
		const keyFile = join(folder, 'key.json');
		writeFileSync(
			keyFile,
			JSON.stringify({ client_email: email, private_key: pem, private_key_id: '0123456789abcdef' }),
		);
		const theirs = join(programs, 'googleAuthLibrary.mjs');
		const bundled = await bundleOf(theirs, join(folder, 'bundled'));
		const shipped = shippedIn(folder);
		const ours = ['src/composeSignIn.ts', 'src/net/fetchTransport.ts'].map(shipped);
		for (const [state, where] of Object.entries({
			warm: 'in a process that has made requests, as an extension host has',
			cold: 'in a process that has made none, which has to load Node’s own parts too',
		})) {
			const timeOf =
				(program: string, ...rest: readonly string[]) =>
				async (): Promise<number> => {
					const args = ['--no-deprecation', join(programs, 'measure.mjs'), program, state, origin, keyFile, ...rest];
					return Number((await promisify(execFile)(process.execPath, args)).stdout);
				};
			const times = await inTurns(starts, {
				latchkey: timeOf(join(folder, 'latchkey.mjs'), ...ours),
				installed: timeOf(theirs),
				installedOverFetch: timeOf(theirs, 'platform'),
				bundled: timeOf(bundled, 'platform'),
			});
			const [mine, installed, bundle] = [
				figuresOf(times.latchkey),
				figuresOf(times.installed),
				figuresOf(times.bundled),
			];
			const share = (other: number) => `${((mine.median / other) * 100).toFixed(0)} %`;
			console.log(`  The first token ${where}`);
			console.log(row('Latchkey, as it ships', mine));
			console.log(row('google-auth-library, as installed', installed));
			console.log(row('the same over the platform’s fetch', figuresOf(times.installedOverFetch)));
			console.log(row('the same, bundled and minified too', bundle));
			console.log(
				`  Latchkey takes ${share(installed.median)} of it as installed (limit 50 %), ${share(bundle.median)} of it bundled`,
			);
		}
	} finally {
		server.disconnect();
		rmSync(folder, { recursive: true });
	}
}

/** Lays what ships and the program that uses it beside a `vscode` that does nothing. Answers which file is a part that is loaded when it is first wanted. */
function shippedIn(folder: string): (part: string) => string {
	const { outputs } = productionBuild().extension;
	cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
	cpSync(join(programs, 'latchkey.mjs'), join(folder, 'latchkey.mjs'));
	const vscode = join(folder, 'node_modules/vscode');
	mkdirSync(vscode, { recursive: true });
	writeFileSync(join(vscode, 'package.json'), '{ "type": "module", "main": "index.js" }');
	writeFileSync(join(vscode, 'index.js'), moduleSource);
	return (part) => join(folder, Object.entries(outputs).find(([, output]) => output.entryPoint === part)?.[0] ?? '');
}

/** A program bundled the way our own product is. */
async function bundleOf(program: string, outdir: string): Promise<string> {
	await build({
		entryPoints: { entry: program },
		outdir,
		outExtension: { '.js': '.mjs' },
		bundle: true,
		minify: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node22',
		logLevel: 'error',
		banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
	});
	return join(outdir, 'entry.mjs');
}
