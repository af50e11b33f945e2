// The text of a `vscode` for plain Node. Every name is there, may be called, constructed and extended, and does nothing.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const declarations = require('node:fs').readFileSync(require.resolve('@types/vscode/index.d.ts'), 'utf8');
const names = new Set(
	[...declarations.matchAll(/^\texport (?:class|enum|namespace|const|let|function) (\w+)/gm)].map(([, name]) => name),
);
const stub = `
class Nothing {}
const stub = new Proxy(Nothing, {
	get: (target, name) => (name === 'prototype' ? target.prototype : name === Symbol.toPrimitive ? () => 'stub' : stub),
	apply: () => stub,
	construct: () => stub,
});`;

export const moduleSource = [stub, ...[...names].map((name) => `export const ${name} = stub;`)].join('\n');
// Own properties by name: bundlers copy them, and a bare proxy would have none to copy.
export const commonjsSource = `${stub}\nmodule.exports = { ${[...names].map((name) => `${name}: stub`).join(', ')} };`;
