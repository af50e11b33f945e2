import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { exitCode, startNode, stopChild } from './children.ts';
import { type Counts, none, oneFailed, sum } from './counts.ts';
import { root } from './paths.ts';

export interface NodeTestOptions {
	readonly kind: 'unit' | 'ui';
	/** Parts of file names; all files without any. */
	readonly filter: readonly string[];
	readonly concurrency?: number;
	readonly limitMs: number;
	/** Runs a few files that failed once more, alone, and says so; what fails again counts. */
	readonly onceMore?: boolean;
	readonly log: NodeJS.WritableStream;
	readonly say: (text: string) => void;
}

/** What the runner's process sends when all is done. */
export interface NodeTestResult {
	readonly counts: Counts;
	/** Files without a test; each is counted as failed. */
	readonly empty: readonly string[];
	/** Files in which a test failed. */
	readonly failedFiles: readonly string[];
}

/** A busy browser fails one test of hundreds now and then; what is broken fails in more places, or again. */
const mostOnceMore = 3;

/** The tests of one folder under Node's own test runner, in processes of their own. */
export async function nodeTests(options: NodeTestOptions): Promise<Counts> {
	const files = globSync(`test/${options.kind}/**/*.test.ts`, { cwd: root })
		.filter((file) => options.filter.length === 0 || options.filter.some((part) => file.includes(part)))
		.sort();
	if (files.length === 0) return none;
	const { counts, failedFiles } = await runFiles(files, options);
	const isWorthIt = options.onceMore === true && failedFiles.length > 0 && failedFiles.length <= mostOnceMore;
	if (!isWorthIt) return counts;
	const note = `Once more, since ${counts.failed} failed: ${failedFiles.map((file) => relative(root, file)).join(', ')}\n`;
	options.log.write(note);
	options.say(note);
	const again = await runFiles(failedFiles, options);
	return { ...counts, passed: counts.passed + counts.failed - again.counts.failed, failed: again.counts.failed };
}

async function runFiles(
	files: readonly string[],
	options: NodeTestOptions,
): Promise<{ readonly counts: Counts; readonly failedFiles: readonly string[] }> {
	const config = JSON.stringify({ files, concurrency: options.concurrency ?? null });
	const child = startNode([join(import.meta.dirname, 'nodeTestMain.ts'), config], { cwd: root });
	let result: NodeTestResult | undefined;
	child.on('message', (message) => {
		result = message as NodeTestResult;
	});
	const show = (chunk: Buffer) => {
		options.log.write(chunk);
		options.say(chunk.toString());
	};
	child.stdout?.on('data', show);
	child.stderr?.on('data', show);
	let late = false;
	const timer = setTimeout(() => {
		late = true;
		options.say(`The ${options.kind} tests did not end within ${options.limitMs / 1000} s and were stopped.\n`);
		void stopChild(child);
	}, options.limitMs);
	const code = await exitCode(child);
	clearTimeout(timer);
	for (const file of result?.empty ?? []) options.say(`${file} has no test in it.\n`);
	const counts = result?.counts ?? none;
	// The runner may end in ways that are no test's failure.
	const unexplained = late || !result || (code !== 0 && counts.failed === 0);
	// What nobody can explain is not tried again.
	return unexplained
		? { counts: sum([counts, oneFailed]), failedFiles: [] }
		: { counts, failedFiles: result?.failedFiles ?? [] };
}
