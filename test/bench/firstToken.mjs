// Gets a first token in this fresh Node with one bundle, and prints the milliseconds it took, the loading of the bundle included.
import { builtinModules, createRequire } from 'node:module';

const require = createRequire(import.meta.url);
for (const name of builtinModules.filter((each) =>
	/^(http|https|crypto|fs|path|stream|url|util|zlib|net|tls)$/.test(each),
)) {
	require(name);
}
const [, , bundle, origin, keyFile] = process.argv;
// The platform's own fetch pays for its first use.
await fetch(`${origin}/warm`, { method: 'POST' }).then((response) => response.text());
const start = performance.now();
const { firstToken } = await import(bundle);
const token = await firstToken(origin, JSON.parse(require('node:fs').readFileSync(keyFile, 'utf8')));
const end = performance.now();
if (token !== 'a-token') {
	throw new Error('No token came.');
}
console.log(end - start);
