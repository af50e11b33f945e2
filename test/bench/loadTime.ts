import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../bed/paths.ts';
import { vscodeFromNpm } from '../bed/vscodeFromNpm.ts';
import { figuresOf, row } from './figures.ts';

const runs = 15;

/** Time to load each bundle in a fresh Node with a stub of vscode, in turns, so that a noisy moment hits all alike. */
export async function loadTime(): Promise<void> {
	const { root: vscode } = await vscodeFromNpm();
	const bundles = {
		'Latchkey for Gemini': join(root, 'dist/extension.mjs'),
		'github-authentication': join(vscode, 'extensions/github-authentication/dist/extension.js'),
		'microsoft-authentication': join(vscode, 'extensions/microsoft-authentication/dist/extension.js'),
		'an empty extension': join(root, 'test/bench/empty/extension.js'),
	};
	const times = Object.keys(bundles).map((): number[] => []);
	for (let run = 0; run <= runs; run++) {
		for (const [index, bundle] of Object.values(bundles).entries()) {
			const args = ['--no-deprecation', join(import.meta.dirname, 'loadOnce.mjs'), bundle];
			const time = Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
			// The first round warms the disk's cache.
			if (run > 0) {
				times[index]?.push(time);
			}
		}
	}
	console.log('\nLoad of the bundle in a fresh Node (builtins loaded before, vscode stubbed)');
	const all = times.map(figuresOf);
	for (const [index, name] of Object.keys(bundles).entries()) {
		console.log(row(name, all[index] ?? figuresOf([])));
	}
	const ratio = (all[0]?.median ?? Number.NaN) / (all[1]?.median ?? Number.NaN);
	console.log(`  Latchkey costs ${(ratio * 100).toFixed(0)} % of github-authentication (limit 25 %)`);
}
