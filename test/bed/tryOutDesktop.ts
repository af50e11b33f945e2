import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './serverData.ts';
import { tryOutDir } from './tryOut.ts';

/** The try-out in the machine's own VS Code, with data of its own beside the person's. Untested: no desktop here. */
export function openDesktop(vsix: string, workspace: string, settings: Settings): void {
	const user = join(tryOutDir, 'desktop-user');
	mkdirSync(join(user, 'User'), { recursive: true });
	writeFileSync(join(user, 'User/settings.json'), JSON.stringify(settings, undefined, '\t'));
	const own = [`--user-data-dir=${user}`, `--extensions-dir=${join(tryOutDir, 'desktop-extensions')}`];
	const installed = code([...own, '--install-extension', vsix, '--force']);
	if (installed.error || installed.status !== 0) {
		throw new Error(
			`VS Code's own command "code" could not be used (${installed.error?.message ?? `exit code ${installed.status}`}).\n` +
				'In VS Code run "Shell Command: Install \'code\' command in PATH", or leave out --desktop.',
		);
	}
	code([...own, '--new-window', workspace]);
}

function code(args: readonly string[]): SpawnSyncReturns<Buffer> {
	// On Windows the command is a script, which needs a shell, and the shell needs the quotes.
	if (process.platform !== 'win32') return spawnSync('code', args, { stdio: 'inherit' });
	return spawnSync(
		'code',
		args.map((one) => `"${one}"`),
		{ stdio: 'inherit', shell: true },
	);
}
