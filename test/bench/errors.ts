import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { failureOfResponse } from '../../src/core/errors/failureOf.ts';
import { root } from '../bed/paths.ts';
import { explained, ownSamples } from '../fixtures/errors/corpus.ts';
import { figuresOf, row } from './figures.ts';

const runs = 9;
const fiveMegabytes = 5_000_000;

const filledUpTo = (piece: string): string => piece.repeat(Math.ceil(fiveMegabytes / piece.length));

/** Bodies of 5 MB that invite a reader to look at everything again and again. */
const longBodies: Readonly<Record<string, string>> = {
	letters: filledUpTo('a'),
	'opening braces': filledUpTo('{"a":'),
	backslashes: filledUpTo('\\'),
	events: filledUpTo('data: {"error":{"code":503}}\n\n'),
	'quotes nobody escaped': filledUpTo('{"error":"{"'),
	'protobuf text': filledUpTo('violations { '),
	HTML: `<html>${filledUpTo('<p>&amp;')}`,
};

/** What it costs to explain a failure: loading what does it, a usual body, and a body of 5 MB. */
export async function errors(): Promise<void> {
	console.log('\nExplaining a failure');
	await loading();
	const times = ownSamples.map((sample) => timeOf(() => explained(sample)));
	console.log(row(`a body of the tests (${ownSamples.length} bodies, once each)`, figuresOf(times)));
	const parsing = ownSamples.map(({ body_raw }) => timeOf(() => parsed(body_raw)));
	console.log(row('JSON.parse of the same, for comparison', figuresOf(parsing)));
	for (const [what, body] of Object.entries(longBodies)) {
		const each = Array.from({ length: 3 }, () => timeOf(() => failureOfResponse({ httpStatus: 500, body }, {}, [])));
		console.log(row(`5 MB of ${what}`, figuresOf(each)));
	}
}

function timeOf(work: () => unknown): number {
	const start = performance.now();
	work();
	return performance.now() - start;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Time to load it in a fresh Node, beside Google's own client, which keeps of a failure its status and one text. */
async function loading(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
	try {
		const bundles = {
			'loading what explains failures':
				"export * from './src/core/errors/failureOf.ts'; export * from './src/core/errors/catalogue/catalogue.ts';",
			'loading @google/genai': "export { GoogleGenAI } from '@google/genai';",
		};
		const times = Object.values(bundles).map((): number[] => []);
		for (const [index, contents] of Object.values(bundles).entries()) {
			await build({
				stdin: { contents, resolveDir: root, loader: 'ts' },
				outfile: join(folder, `${index}.mjs`),
				bundle: true,
				minify: true,
				format: 'esm',
				platform: 'node',
				logLevel: 'error',
				alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
				banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
			});
		}
		for (let run = 0; run <= runs; run++) {
			for (const [index, list] of times.entries()) {
				const args = ['--no-deprecation', join(import.meta.dirname, 'loadOnce.mjs'), join(folder, `${index}.mjs`)];
				const time = Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
				// The first round warms the disk's cache.
				if (run > 0) list.push(time);
			}
		}
		for (const [index, name] of Object.keys(bundles).entries()) {
			console.log(row(name, figuresOf(times[index] ?? [])));
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
}
