import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';

// Without fonts a headless page shows boxes: one small text face and one with emoji and symbols.
const debianPackages = ['chromium', 'fonts-dejavu-core', 'fonts-noto-color-emoji'];

/** Tries to install a browser; answers what stood in the way, one line an attempt. */
export async function installBrowser(say: (line: string) => void): Promise<string[]> {
	const trouble: string[] = [];
	if (existsSync('/usr/bin/apt-get')) {
		if (process.getuid?.() === 0) {
			say(`Installing ${debianPackages.join(', ')} with apt-get (once) …`);
			const failed = await aptGet();
			if (!failed) return [];
			trouble.push(`apt-get install chromium: ${failed}`);
		} else {
			trouble.push('apt-get install chromium: needs root.');
		}
	}
	say("Fetching Playwright's own Chromium (once) …");
	const failed = await run(process.execPath, [
		join(root, 'node_modules/playwright-core/cli.js'),
		'install',
		'chromium',
	]);
	if (failed) trouble.push(`playwright-core install chromium: ${failed}`);
	return trouble;
}

async function aptGet(): Promise<string | undefined> {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	// A list that cannot be refreshed may still be good enough: only the install decides.
	await run('apt-get', ['update', '-q'], env);
	const wanted = debianPackages.filter(
		(name) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0,
	);
	if (!wanted.includes('chromium')) return 'this system has no package of that name.';
	return await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...wanted], env);
}

/** Undefined on success, otherwise the last thing the command said. */
async function run(command: string, args: readonly string[], env = process.env): Promise<string | undefined> {
	const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
	let last = '';
	const keep = (chunk: Buffer) => {
		last = chunk.toString().trim().split('\n').at(-1) || last;
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const failure = once(child, 'error').then(([error]) => (error as Error).message);
	const closed = once(child, 'close').then(([code]) => (code === 0 ? undefined : last || `exit code ${code}`));
	return await Promise.race([closed, failure]);
}
