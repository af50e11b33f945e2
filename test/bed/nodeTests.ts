import { globSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode, startNode, stopChild } from './children.ts';
import { type Counts, none, oneFailed, sum } from './counts.ts';
import { root } from './paths.ts';

export interface NodeTestOptions {
	readonly kind: 'unit' | 'ui';
	/** Parts of file names; all files without any. */
	readonly filter: readonly string[];
	readonly concurrency?: number;
	readonly limitMs: number;
	readonly log: NodeJS.WritableStream;
	readonly say: (text: string) => void;
}

/** What the runner's process sends when all is done. */
export interface NodeTestResult {
	readonly counts: Counts;
	/** Files without a test; each is counted as failed. */
	readonly empty: readonly string[];
}

/** The tests of one folder under Node's own test runner, in processes of their own. */
export async function nodeTests(options: NodeTestOptions): Promise<Counts> {
	const files = globSync(`test/${options.kind}/**/*.test.ts`, { cwd: root })
		.filter((file) => options.filter.length === 0 || options.filter.some((part) => file.includes(part)))
		.sort();
	if (files.length === 0) return none;
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
	return unexplained ? sum([counts, oneFailed]) : counts;
}
