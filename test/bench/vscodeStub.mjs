// Makes `vscode` importable in plain Node, so that the load of a bundle can be timed by itself. Every name is there, may
// be called, constructed and extended, and does nothing.
import { createRequire, registerHooks } from 'node:module';

const require = createRequire(import.meta.url);
const { readFileSync } = require('node:fs');

class Nothing {}
const stub = new Proxy(Nothing, {
	get: (target, name) => (name === 'prototype' ? target.prototype : name === Symbol.toPrimitive ? () => 'stub' : stub),
	apply: () => stub,
	construct: () => stub,
});
const declarations = readFileSync(require.resolve('@types/vscode/index.d.ts'), 'utf8');
const names = new Set(
	[...declarations.matchAll(/^\texport (?:class|enum|namespace|const|let|function) (\w+)/gm)].map(([, name]) => name),
);
// Own properties by name: bundlers copy them, and a bare proxy would have none to copy.
globalThis.__vscodeStub = Object.fromEntries([...names].map((name) => [name, stub]));
const sources = {
	commonjs: 'module.exports = globalThis.__vscodeStub;',
	module: [...names].map((name) => `export const ${name} = globalThis.__vscodeStub.${name};`).join('\n'),
};

registerHooks({
	resolve: (specifier, context, next) =>
		specifier === 'vscode'
			? {
					url: 'vscode-stub:',
					format: context.conditions.includes('require') ? 'commonjs' : 'module',
					shortCircuit: true,
				}
			: next(specifier, context),
	load: (url, context, next) =>
		url === 'vscode-stub:'
			? { format: context.format, source: sources[context.format], shortCircuit: true }
			: next(url, context),
});
