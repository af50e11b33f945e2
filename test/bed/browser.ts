import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { installBrowser } from './browserInstall.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** Flags under which a current Chromium also works as root, without a GPU and on a closed network. */
export const browserFlags: readonly string[] = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-dev-shm-usage',
	// A page of tests is never "in the background": timers and animation frames must run.
	'--disable-renderer-backgrounding',
	'--disable-backgrounding-occluded-windows',
];

/** The browser for the tests: the one named, the machine's own, or one installed now. */
export async function findBrowser(say: (line: string) => void = console.error): Promise<string> {
	const named = process.env['LATCHKEY_BROWSER'];
	if (named) {
		if (existsSync(named)) return named;
		throw new Error(`LATCHKEY_BROWSER names ${named}, which does not exist.`);
	}
	const present = installedBrowser();
	if (present) return present;
	const trouble = await installBrowser(say);
	const installed = installedBrowser();
	if (installed) return installed;
	throw new Error(
		[
			'The tests in the real VS Code need a Chromium or Chrome, and none was found or could be installed.',
			...trouble.map((line) => `  ${line}`),
			'Install Chrome, Chromium or Edge (Debian and Ubuntu: sudo apt-get install chromium),',
			'or set LATCHKEY_BROWSER to the path of one.',
		].join('\n'),
	);
}

function installedBrowser(): string | undefined {
	return usualPlaces().find((file) => existsSync(file)) ?? onPath() ?? playwrightsOwn();
}

function usualPlaces(): string[] {
	if (process.platform === 'darwin') {
		return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
			(app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
		);
	}
	if (process.platform === 'win32') {
		const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]);
		const files = [
			'Google/Chrome/Application/chrome.exe',
			'Chromium/Application/chrome.exe',
			'Microsoft/Edge/Application/msedge.exe',
		];
		return roots.flatMap((folder) => (folder ? files.map((file) => join(folder, file)) : []));
	}
	return names.map((name) => `/usr/bin/${name}`);
}

function onPath(): string | undefined {
	if (process.platform === 'win32') return undefined;
	for (const name of names) {
		const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
		if (found) return found;
	}
	return undefined;
}

function playwrightsOwn(): string | undefined {
	const file = chromium.executablePath();
	return file && existsSync(file) ? file : undefined;
}
