import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

// Quiet start: no welcome page, no sign-in offers, no background traffic. A caller's own settings win over these.
const quiet: Settings = {
	'workbench.startupEditor': 'none',
	'workbench.welcomePage.walkthroughs.openOnInstall': false,
	'workbench.tips.enabled': false,
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'telemetry.telemetryLevel': 'off',
	'update.mode': 'none',
	'extensions.autoCheckUpdates': false,
	'extensions.autoUpdate': false,
	'extensions.ignoreRecommendations': true,
	'workbench.enableExperiments': false,
	'workbench.settings.enableNaturalLanguageSearch': false,
	'npm.fetchOnlinePackageInfo': false,
	'git.enabled': false,
	'git.openRepositoryInParentFolders': 'never',
};

/** User settings: the browser reads them from the server's own data folder. */
export function writeUserSettings(dataDir: string, settings: Settings): void {
	write(join(dataDir, 'data/User/settings.json'), { ...quiet, ...settings });
}

/** Machine settings: the only place where a remote window takes machine-scoped settings from. */
export function writeMachineSettings(dataDir: string, settings: Settings): void {
	write(join(dataDir, 'data/Machine/settings.json'), settings);
}

function write(file: string, settings: Settings): void {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(settings, undefined, '\t')}\n`);
}

/** The password in the server's address, one for each data folder: the port itself is open to every local user. */
export function connectionToken(dataDir: string): { readonly file: string; readonly value: string } {
	const file = join(dataDir, 'connection-token');
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
	chmodSync(file, 0o600);
	return { file, value: readFileSync(file, 'utf8') };
}
