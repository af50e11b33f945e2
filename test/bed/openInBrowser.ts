import { spawn } from 'node:child_process';

/** Opens an address in the person's own browser where there is a desktop to show it on. */
export function openInBrowser(url: string): boolean {
	if (process.env['CI']) return false;
	const desktop = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
	if (!desktop) return false;
	const [command, args] = opener(url);
	const child = spawn(command, args, { stdio: 'ignore', detached: true });
	// The address is printed as well: whoever has no opener uses that.
	child.on('error', () => undefined);
	child.unref();
	return true;
}

function opener(url: string): [string, string[]] {
	if (process.platform === 'darwin') return ['open', [url]];
	if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
	return ['xdg-open', [url]];
}
