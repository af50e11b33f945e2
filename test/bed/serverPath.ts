/** A path as VS Code writes it in addresses; on Windows with a slash before the drive. */
export function serverPath(path: string): string {
	const slashed = path.replaceAll('\\', '/');
	return slashed.startsWith('/') ? slashed : `/${slashed}`;
}
