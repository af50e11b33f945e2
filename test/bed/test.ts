// `npm test [-- kinds and file filters]`: all kinds of checks in order, each to its end, and one line of counts at last.
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { watchOwnEnd } from './children.ts';
import { type Counts, line, oneFailed, sum } from './counts.ts';
import { outDir } from './paths.ts';
import { type Kind, kinds, type RunContext, runKind } from './testKinds.ts';

const args = process.argv.slice(2);
const desktop = args.includes('--desktop');
const words = args.filter((word) => !word.startsWith('--'));
const named = words.filter((word): word is Kind => (kinds as readonly string[]).includes(word));
const filter = words.filter((word) => !(kinds as readonly string[]).includes(word));
const chosen = kinds.filter((kind) => named.length === 0 || named.includes(kind));

watchOwnEnd();
mkdirSync(outDir, { recursive: true });
const results: { readonly kind: Kind; readonly counts: Counts; readonly seconds: string }[] = [];
for (const kind of chosen) {
	console.log(`\n── ${kind} ──`);
	const started = performance.now();
	const log = createWriteStream(join(outDir, `${kind}.log`));
	const context: RunContext = { filter, desktop, log, say: (text) => process.stdout.write(text) };
	const counts = await runKind(kind, context).catch((error: unknown): Counts => {
		console.error(error instanceof Error ? error.message : error);
		return oneFailed;
	});
	const empty = counts.passed + counts.failed === 0;
	if (empty) console.error(`No ${kind} test was run${filter.length > 0 ? ` (looked for: ${filter.join(', ')})` : ''}.`);
	results.push({
		kind,
		counts: empty ? sum([counts, oneFailed]) : counts,
		seconds: ((performance.now() - started) / 1000).toFixed(1),
	});
	await new Promise<void>((resolve) => log.end(resolve));
}

console.log(`\nFull logs: ${outDir}`);
for (const { kind, counts, seconds } of results) console.log(`${kind.padEnd(6)} ${line(counts)} (${seconds} s)`);
const total = sum(results.map((one) => one.counts));
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(line(total));
