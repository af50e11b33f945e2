import { type ChildProcess, type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endWholeGroup } from './endWithParent.ts';

export interface ChildOptions {
	readonly cwd?: string;
	readonly env?: NodeJS.ProcessEnv;
	/** What becomes of stdin, stdout and stderr; the fourth channel is always the bed's own. */
	readonly stdio?: readonly ['ignore' | 'pipe', 'inherit' | 'pipe', 'inherit' | 'pipe'];
}

const living = new Set<ChildProcess>();
const tieToParent = pathToFileURL(join(import.meta.dirname, 'endWithParent.ts')).href;

/** Starts a Node script that ends when this process ends, however that happens. */
export function startNode(args: readonly string[], options: ChildOptions = {}): ChildProcess {
	watchOwnEnd();
	const stdio: StdioOptions = [...(options.stdio ?? ['ignore', 'pipe', 'pipe']), 'ipc'];
	const child = spawn(process.execPath, ['--import', tieToParent, ...args], {
		cwd: options.cwd,
		env: { ...process.env, ...options.env },
		// Its own group, so that one signal reaches it and everything it starts.
		detached: process.platform !== 'win32',
		windowsHide: true,
		stdio,
	});
	living.add(child);
	child.once('exit', () => living.delete(child));
	return child;
}

function signalTree(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
	if (child.pid === undefined) return;
	if (process.platform === 'win32') {
		spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
		return;
	}
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group is gone already.
	}
}

/** Ends a child and all it started: politely first, for good after `graceMs`. */
export async function stopChild(child: ChildProcess, graceMs = 3000): Promise<void> {
	if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
		const gone = once(child, 'exit');
		signalTree(child, 'SIGTERM');
		const timer = setTimeout(() => signalTree(child, 'SIGKILL'), graceMs);
		await gone;
		clearTimeout(timer);
	}
	// What the child started may outlive it by a moment.
	signalTree(child, 'SIGKILL');
}

/** Resolves with the exit code once the child's output is read to its end; a signal counts as failure. */
export async function exitCode(child: ChildProcess): Promise<number> {
	const [code] = (await once(child, 'close')) as [number | null];
	return code ?? 1;
}

let watching = false;
/** Whatever ends this process (its last line, Ctrl+C, a closed terminal, a killed parent) ends its children too. */
export function watchOwnEnd(): void {
	if (watching) return;
	watching = true;
	process.on('exit', () => {
		for (const child of living) signalTree(child, 'SIGKILL');
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => process.exit(128 + constants.signals[signal]));
	}
	if (process.channel) {
		process.removeListener('disconnect', endWholeGroup);
		process.on('disconnect', () => process.exit(1));
		process.channel.unref();
	}
}
