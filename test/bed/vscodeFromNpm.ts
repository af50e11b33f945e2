import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeNativeStandIns } from './nativeStandIns.ts';
import { npm } from './npm.ts';
import { cacheDir } from './paths.ts';

/** The one version everything is tried with. It carries the VS Code of the same number but for the first digit. */
const codeServerVersion = '4.139.1';
const installing = '.installing-';

export interface VscodeFromNpm {
	/** VS Code's own folder, with `out/server-main.js` in it. */
	readonly root: string;
	readonly serverMain: string;
	readonly vscodeVersion: string;
	readonly codeServerVersion: string;
}

/** A complete VS Code, from the npm registry alone: installed once, about 600 MB, in `.vscode-test`. */
export async function vscodeFromNpm(say: (line: string) => void = console.error): Promise<VscodeFromNpm> {
	const home = join(cacheDir, `code-server-${codeServerVersion}`);
	if (!existsSync(home)) await install(home, say);
	const root = vscodeIn(home);
	writeNativeStandIns(root);
	const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
	return { root, serverMain: join(root, 'out/server-main.js'), vscodeVersion: about.version, codeServerVersion };
}

function vscodeIn(folder: string): string {
	return join(folder, 'node_modules/code-server/lib/vscode');
}

// Everything happens in a folder of this process's own, which takes its final name only when it is whole: an interrupted
// install is never taken for a finished one, and of two processes at once the slower throws its copy away.
async function install(home: string, say: (line: string) => void): Promise<void> {
	mkdirSync(cacheDir, { recursive: true });
	removeLeftovers(say);
	const draft = `${home}${installing}${process.pid}`;
	rmSync(draft, { recursive: true, force: true });
	mkdirSync(draft);
	process.once('exit', () => rmSync(draft, { recursive: true, force: true }));
	writeFileSync(
		join(draft, 'package.json'),
		`${JSON.stringify({ private: true, dependencies: { 'code-server': codeServerVersion } }, undefined, '\t')}\n`,
	);
	const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	say(`Installing VS Code from npm (code-server ${codeServerVersion}, about 600 MB, once) …`);
	await npm(['install', ...quiet], draft);
	say("Installing VS Code's own modules …");
	await npm(['install', '--omit=dev', ...quiet], vscodeIn(draft));
	try {
		renameSync(draft, home);
	} catch (error) {
		if (!existsSync(home)) throw error;
	}
	say('VS Code is installed.');
}

function removeLeftovers(say: (line: string) => void): void {
	for (const name of readdirSync(cacheDir)) {
		const owner = name.split(installing)[1];
		if (owner === undefined || isAlive(Number(owner))) continue;
		say('Removing an install that was interrupted …');
		rmSync(join(cacheDir, name), { recursive: true, force: true });
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
