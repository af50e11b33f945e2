import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';

/** Runs npm and resolves with everything it said; rejects with its last lines when it fails. */
export async function npm(args: readonly string[], cwd: string): Promise<string> {
	// Under `npm start` npm names its own script, which starts without a shell on every platform.
	const script = process.env['npm_execpath'];
	const own = script?.endsWith('.js') && existsSync(script);
	const child = own
		? spawn(process.execPath, [String(script), ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
		: spawn('npm', args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
	const said: string[] = [];
	child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
	const [code] = (await once(child, 'close')) as [number | null];
	const output = said.join('');
	if (code !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${output.split('\n').slice(-25).join('\n')}`);
	return output;
}
