import { readPosixShell } from './posixShell.ts';
import { readPowerShell } from './powerShell.ts';
import type { ShellScript } from './shellCommand.ts';
import { readWindowsCommand } from './windowsCommand.ts';

const prompt = /^[ \t]*(?:[$%#>]|PS[^>\n]{0,200}>|[A-Za-z]:\\[^>\n]{0,200}>)[ \t]*/;

/** Where a line calls curl: behind a prompt, variables for this one call, or `sudo` at most. */
export const curlLine =
	/^[ \t]*(?:(?:[$%#>]|PS[^>\n]{0,200}>|[A-Za-z]:\\[^>\n]{0,200}>)[ \t]*)?(?:[A-Za-z_]\w{0,60}=\S{0,400}[ \t]+){0,4}(?:(?:sudo|time|env|&)[ \t]+)?(?:[^\s'"]{0,200}[\\/])?curl(?:\.exe)?(?=[ \t\\^`])/im;

/**
 * Reads a script for the shell it was written for, as its first call of curl tells: by how that line goes on in the next, and by
 * what its quotation marks are guarded with. `start`: where the line of that call begins.
 */
export function readShellScript(text: string, start: number): ShellScript {
	const call = text.slice(start).replace(prompt, '');
	const end = call.indexOf('\n');
	const line = call.slice(0, end < 0 ? undefined : end);
	if (line.endsWith('^') || /^\S{0,300}curl(?:\.exe)?[ \t]+(?:-\S+[ \t]+){0,20}\^"/i.test(line)) {
		return readWindowsCommand(call);
	}
	const isPowerShell =
		line.endsWith('`') || /\$env:/i.test(line) || (/^(?:&[ \t]*)?\S{0,300}curl\.exe/i.test(line) && /'|\$/.test(line));
	return (isPowerShell ? readPowerShell : readPosixShell)(text.slice(0, start) + call);
}
