// Runs inside the extension host of a real VS Code, which calls `run()`: mocha over the bundled test files beside this
// one. The counts go to the file that LATCHKEY_HOST_COUNTS names and the report to that of LATCHKEY_HOST_REPORT, for the
// bed to read: the console here is VS Code's, which has much to say of its own.
import { appendFileSync, globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

export async function run(): Promise<void> {
	const report = process.env['LATCHKEY_HOST_REPORT'];
	if (report)
		Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => appendFileSync(report, `${format(...parts)}\n`);
	const files = globSync('**/*.test.mjs', { cwd: import.meta.dirname })
		.map((file) => join(import.meta.dirname, file))
		.sort();
	const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false, timeout: 20_000, forbidOnly: true });
	for (const file of files) mocha.addFile(file);
	await mocha.loadFilesAsync();
	const counts = await new Promise<{ passed: number; failed: number; skipped: number }>((resolve) => {
		const runner = mocha.run((failed) => {
			resolve({ passed: runner.stats?.passes ?? 0, failed, skipped: runner.stats?.pending ?? 0 });
		});
	});
	const target = process.env['LATCHKEY_HOST_COUNTS'];
	if (target) writeFileSync(target, JSON.stringify(counts));
	if (counts.failed > 0) throw new Error(`${counts.failed} test(s) failed.`);
	if (counts.passed + counts.skipped === 0) throw new Error('No test was found.');
}
