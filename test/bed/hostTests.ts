import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { type Counts, none, oneFailed, sum } from './counts.ts';
import { bundleHostTests, type HostRun } from './hostBundles.ts';
import { root } from './paths.ts';
import { removeScratch, scratchFolder } from './scratch.ts';

export interface HostTestOptions {
	/** Parts of file names; all files without any. */
	readonly filter?: readonly string[];
	/** The downloaded desktop build instead of the VS Code from npm. */
	readonly desktop?: boolean;
	readonly extensionPath?: string;
	/** Everything VS Code says. */
	readonly log: NodeJS.WritableStream;
	/** The tests' own report. */
	readonly say: (text: string) => void;
}

/** The tests that run inside the extension host of a real VS Code. */
export async function hostTests(options: HostTestOptions): Promise<Counts> {
	const runs = (await bundleHostTests(options.filter ?? [])).filter((run) => run.files > 0);
	const all: Counts[] = [];
	for (const run of runs) all.push(await runOne(run, options));
	return sum(all);
}

async function runOne(run: HostRun, options: HostTestOptions): Promise<Counts> {
	const untrusted = run.name === 'host-untrusted';
	if (untrusted && options.desktop) {
		options.say('The tests in Restricted Mode are left out: test-electron starts the desktop with everything trusted.');
		return { ...none, skipped: run.files };
	}
	const scratch = scratchFolder('host');
	const countsFile = join(scratch, 'counts.json');
	const reportFile = join(scratch, 'report.txt');
	const workspace = join(scratch, 'workspace');
	mkdirSync(workspace);
	let failure: unknown;
	try {
		await runTests({
			...(!options.desktop && { vscodeExecutablePath: launcher() }),
			extensionDevelopmentPath: options.extensionPath ?? root,
			extensionTestsPath: run.index,
			launchArgs: [
				workspace,
				`--user-data-dir=${join(scratch, 'user')}`,
				`--extensions-dir=${join(scratch, 'extensions')}`,
				...(untrusted ? ['--keep-workspace-trust'] : []),
			],
			extensionTestsEnv: {
				LATCHKEY_HOST_COUNTS: countsFile,
				LATCHKEY_HOST_REPORT: reportFile,
			},
			stdout: options.log,
			stderr: options.log,
		});
	} catch (error) {
		failure = error;
	}
	const counts = existsSync(countsFile) ? (JSON.parse(readFileSync(countsFile, 'utf8')) as Counts) : undefined;
	if (existsSync(reportFile)) options.say(readFileSync(reportFile, 'utf8'));
	removeScratch(scratch);
	if (failure !== undefined && !counts) options.say(failure instanceof Error ? failure.message : String(failure));
	if (!counts) return oneFailed;
	return failure !== undefined && counts.failed === 0 ? sum([counts, oneFailed]) : counts;
}

function launcher(): string {
	const here = dirname(import.meta.filename);
	if (process.platform === 'win32') return join(here, 'launcher.cmd');
	const file = join(here, 'launcher.mjs');
	// The mark may be lost on the way here, in an archive or on a file system without it.
	chmodSync(file, 0o755);
	return file;
}
