// The process Node's own test runner works in: reports to the terminal, and the counts to the process that started it.
// The runner's command line (`node --test`) would not load what ties this process to its parent.
import './endWithParent.ts';
import { existsSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import type { NodeTestResult } from './nodeTests.ts';

const { files, concurrency } = JSON.parse(process.argv[2] ?? '{}') as { files: string[]; concurrency: number | null };
const counts = { passed: 0, failed: 0, skipped: 0 };
const empty: string[] = [];
const failedFiles = new Set<string>();

const events = run({ files, concurrency: concurrency ?? true });
for (const outcome of ['test:pass', 'test:fail'] as const) {
	events.on(outcome, (data) => {
		if (data.details.type === 'suite') return;
		// A file without a single test is reported as one passed test of the file's own name.
		const hasNone =
			outcome === 'test:pass' && data.nesting === 0 && /\.test\.ts$/.test(data.name) && existsSync(data.name);
		if (hasNone) empty.push(data.name);
		if (data.skip !== undefined || data.todo !== undefined) counts.skipped += 1;
		else if (outcome === 'test:fail' || hasNone) {
			counts.failed += 1;
			failedFiles.add(data.file ?? data.name);
		} else counts.passed += 1;
	});
}
events.on('end', () => {
	const result: NodeTestResult = { counts, empty, failedFiles: [...failedFiles] };
	process.send?.(result);
});
events.compose(new spec()).pipe(process.stdout);
