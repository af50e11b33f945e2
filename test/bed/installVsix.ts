import { join } from 'node:path';
import { exitCode, startNode } from './children.ts';
import { vscodeFromNpm } from './vscodeFromNpm.ts';

/** Installs a packaged extension the way a person does from the command line. */
export async function installVsix(
	vsix: string,
	dataDir: string,
	extensionsDir = join(dataDir, 'extensions'),
): Promise<void> {
	const { serverMain } = await vscodeFromNpm();
	const child = startNode([
		serverMain,
		'--accept-server-license-terms',
		`--server-data-dir=${dataDir}`,
		`--extensions-dir=${extensionsDir}`,
		`--install-extension=${vsix}`,
		'--force',
	]);
	let said = '';
	child.stdout?.on('data', (chunk: Buffer) => {
		said += chunk.toString();
	});
	child.stderr?.on('data', (chunk: Buffer) => {
		said += chunk.toString();
	});
	const code = await exitCode(child);
	if (code !== 0 || !said.includes('was successfully installed')) {
		throw new Error(`VS Code did not install ${vsix}:\n${said.trim()}`);
	}
}
