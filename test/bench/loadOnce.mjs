// Loads one bundle in this fresh Node and prints the milliseconds it took. The builtins are loaded before, as they are in
// an extension host, and so is one small module of each kind, since the first pays for the loader itself.
import { builtinModules, createRequire } from 'node:module';
import './vscodeStub.mjs';

const require = createRequire(import.meta.url);
for (const name of builtinModules.filter(
	(each) => !each.startsWith('_') && !/^(inspector|trace_events|wasi|node:|test)/.test(each),
)) {
	try {
		require(name);
	} catch {
		// Some need a flag.
	}
}
const bundle = process.argv[2];
await import('vscode');
await import('data:text/javascript,export const x = 1');
const start = performance.now();
if (bundle.endsWith('.mjs')) {
	await import(bundle);
} else {
	require(bundle);
}
console.log(performance.now() - start);
