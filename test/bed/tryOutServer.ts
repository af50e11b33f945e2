import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installVsix } from './installVsix.ts';
import type { Settings } from './serverData.ts';
import { tryOutDir } from './tryOut.ts';
import { startVscodeServer, type VscodeServer } from './vscodeServer.ts';

/** VS Code for the try-out: the packaged extension installed, nothing of the tests switched on. */
export async function startTryOutServer(vsix: string, settings: Settings, port: number): Promise<VscodeServer> {
	const dataDir = join(tryOutDir, 'server');
	const extensionsDir = join(tryOutDir, 'extensions');
	const stamp = join(tryOutDir, 'installed-vsix');
	const hash = createHash('sha256').update(readFileSync(vsix)).digest('hex');
	if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) {
		// The same version number over and over while it is being developed: only an empty folder takes it surely.
		rmSync(extensionsDir, { recursive: true, force: true });
		await installVsix(vsix, dataDir, extensionsDir);
		writeFileSync(stamp, hash);
	}
	// The folder is the bed's own sample: nobody need be asked whether to trust it.
	return await startVscodeServer({ dataDir, extensionsDir, machineSettings: settings, port, trustEverything: true });
}
