import { type ChildProcess, spawn } from 'node:child_process';
import type { CommandEnd, CommandRunner } from '../core/ports.ts';

/** Left to whoever holds the output of a program that has ended, in milliseconds. */
const afterExit = 1_000;

/** Runs a program without a shell. It can ask nothing in a terminal, and is ended together with what it started; on Windows alone. */
export const commandRunner: CommandRunner = {
	run: ({ command: [program = '', ...rest], folder, environment, timeLimit, outputLimit, signal }) =>
		new Promise((resolve) => {
			if (signal.aborted) {
				resolve({ kind: 'cancelled' });
				return;
			}
			let child: ChildProcess;
			try {
				child = spawn(program, rest, {
					cwd: folder,
					env: { ...process.env, ...environment },
					shell: false,
					// What it says beside may hold secrets and belongs to nobody here.
					stdio: ['ignore', 'pipe', 'ignore'],
					windowsHide: true,
					// A group of its own, which can be ended as a whole.
					detached: isPosix,
				});
			} catch {
				// Windows starts no .cmd file without a shell, and says so at once.
				resolve({ kind: 'not-started' });
				return;
			}
			const pieces: Buffer[] = [];
			let length = 0;
			let stopped: CommandEnd | undefined;
			const stop = (end: CommandEnd) => {
				stopped ??= end;
				killAll(child);
			};
			const timer = setTimeout(() => stop({ kind: 'too-long' }), timeLimit);
			const abort = () => stop({ kind: 'cancelled' });
			signal.addEventListener('abort', abort, { once: true });
			const settle = (end: CommandEnd) => {
				clearTimeout(timer);
				signal.removeEventListener('abort', abort);
				resolve(stopped ?? end);
			};
			child.stdout?.on('data', (piece: Buffer) => {
				length += piece.length;
				if (length > outputLimit) {
					pieces.length = 0;
					stop({ kind: 'too-much' });
				} else {
					pieces.push(piece);
				}
			});
			child.once('error', () => settle({ kind: 'not-started' }));
			// What it left running would keep its output open; a daemon that made itself a group of its own is only let go of.
			child.once('exit', () => {
				killAll(child);
				setTimeout(() => child.stdout?.destroy(), afterExit).unref();
			});
			child.once('close', (exitCode) =>
				settle(exitCode === null ? { kind: 'killed' } : { kind: 'ended', exitCode, output: Buffer.concat(pieces) }),
			);
		}),
};

const isPosix = process.platform !== 'win32';

function killAll(child: ChildProcess): void {
	try {
		if (isPosix && child.pid !== undefined) {
			process.kill(-child.pid, 'SIGKILL');
		} else {
			child.kill('SIGKILL');
		}
	} catch {
		// There is none of them left.
	}
}
