import { findBrowser } from './browser.ts';
import { buildExtension } from './buildExtension.ts';
import { exitCode, startNode } from './children.ts';
import type { Counts } from './counts.ts';
import { hostTests } from './hostTests.ts';
import { nodeTests } from './nodeTests.ts';
import { root } from './paths.ts';
import { checkTypes } from './types.ts';
import { vscodeFromNpm } from './vscodeFromNpm.ts';

/** In the order they run: the quick ones first. */
export const kinds = ['types', 'lint', 'unit', 'host', 'ui'] as const;
export type Kind = (typeof kinds)[number];

export interface RunContext {
	readonly filter: readonly string[];
	readonly desktop: boolean;
	readonly log: NodeJS.WritableStream;
	readonly say: (text: string) => void;
}

const minute = 60_000;

export async function runKind(kind: Kind, context: RunContext): Promise<Counts> {
	const { filter, log } = context;
	const both = (text: string) => {
		log.write(text);
		context.say(text);
	};
	switch (kind) {
		case 'types':
			return oneCheck(await checkTypes(both));
		case 'lint':
			return oneCheck(await lint(both));
		case 'unit':
			return await nodeTests({ kind, filter, limitMs: 10 * minute, log, say: context.say });
		case 'host':
			await prepareOnce(context);
			return await hostTests({ filter, desktop: context.desktop, log, say: both });
		case 'ui':
			await prepareOnce(context);
			return await nodeTests({
				kind,
				filter,
				// One file at a time leaves half of two processors idle: a window waits more than it works.
				concurrency: 2,
				onceMore: true,
				limitMs: 40 * minute,
				log,
				say: context.say,
			});
	}
}

function oneCheck(good: boolean): Counts {
	return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 };
}

async function lint(say: (text: string) => void): Promise<boolean> {
	const biome = 'node_modules/@biomejs/biome/bin/biome';
	const child = startNode([biome, 'check', '--error-on-warnings', '.'], { cwd: root });
	child.stdout?.on('data', (chunk: Buffer) => say(chunk.toString()));
	child.stderr?.on('data', (chunk: Buffer) => say(chunk.toString()));
	return (await exitCode(child)) === 0;
}

let prepared: Promise<unknown> | undefined;
/** What VS Code's tests need, once a run and before any test's clock runs; the build whatever a watcher left in dist. */
function prepareOnce({ desktop, say }: RunContext): Promise<unknown> {
	if (!prepared) {
		say('Building and packaging the extension …\n');
		const tell = (text: string) => say(`${text}\n`);
		prepared = Promise.all([buildExtension(), ...(desktop ? [] : [vscodeFromNpm(tell), findBrowser(tell)])]);
	}
	return prepared;
}
