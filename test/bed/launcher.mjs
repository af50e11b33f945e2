#!/usr/bin/env node
// Stands in for VS Code's executable: takes the flags @vscode/test-electron gives it, runs the tests in the VS Code
// from npm inside a headless browser, and ends with the test run's exit code.
import { appendFileSync } from 'node:fs';
import { runInBrowser } from './launcherRun.ts';

const flags = new Map();
const folders = [];
for (const argument of process.argv.slice(2)) {
	const [, name, value] = /^--([\w-]+)(?:=(.*))?$/s.exec(argument) ?? [];
	if (name === undefined) folders.push(argument);
	else flags.set(name, value ?? '');
}
// The starter holds our standard input open; when it is gone, however it ended, so are we.
process.stdin.on('end', () => process.exit(1)).on('error', () => process.exit(1));
process.stdin.resume();
process.stdin.unref?.();

try {
	process.exitCode = await runInBrowser(flags, folders[0]);
} catch (error) {
	const message = error instanceof Error ? error.message : String(error);
	console.error(message);
	// The log above is long; the report is what people read.
	const report = process.env.LATCHKEY_HOST_REPORT;
	if (report) appendFileSync(report, `${message}\n`);
	process.exitCode = 1;
}
process.exit();
