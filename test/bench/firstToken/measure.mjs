// Gets a first token in this fresh Node with one program, and prints the milliseconds it took, the loading of its library included. `warm`:
// with what a process that has made requests before has loaded of Node, as an extension host has.
import { builtinModules, createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const [, , program, state, origin, keyFile, ...rest] = process.argv;
const { firstToken } = await import(program);
if (state === 'warm') {
	for (const name of builtinModules.filter((each) =>
		/^(http|https|crypto|fs|path|stream|url|util|zlib|net|tls)$/.test(each),
	)) {
		require(name);
	}
	// A request by each way that one of the programs takes.
	await fetch(`${origin}/warm`, { method: 'POST' }).then((response) => response.text());
	await new Promise((resolve) => {
		const answered = (response) => response.resume().on('end', resolve);
		require('node:http').request(`${origin}/warm`, { method: 'POST' }, answered).end();
	});
}
const key = JSON.parse(require('node:fs').readFileSync(keyFile, 'utf8'));
const start = performance.now();
const token = await firstToken(origin, key, ...rest);
const end = performance.now();
if (token !== 'a-token') {
	throw new Error('No token came.');
}
console.log(end - start);
// A connection that is kept open would keep the process.
process.exit();
