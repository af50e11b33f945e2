import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from './paths.ts';

/** Where the try-out keeps everything between two starts; deleting the folder starts afresh. */
export const tryOutDir = join(cacheDir, 'try-out');

/** The ports of the last start: the browser keeps secrets by address, and a stored setting names the emulator's. */
export interface TryOutPorts {
	readonly vscode: number;
	readonly emulator: number;
}

const portsFile = join(tryOutDir, 'ports.json');
const usual: TryOutPorts = { vscode: 8478, emulator: 8479 };

export function wantedPorts(): TryOutPorts {
	try {
		return { ...usual, ...(JSON.parse(readFileSync(portsFile, 'utf8')) as Partial<TryOutPorts>) };
	} catch {
		return usual;
	}
}

export function keepPorts(ports: TryOutPorts): void {
	mkdirSync(tryOutDir, { recursive: true });
	writeFileSync(portsFile, JSON.stringify(ports));
}

/** Name of the OAuth client's file in the folder that is opened; the emulator alone knows that client. */
export const clientFile = 'client_secret_of_the_emulator.json';

/** The folder that is opened: made once from the samples, then the person's own. */
export function sampleWorkspace(clientJson: string): string {
	const folder = join(tryOutDir, 'workspace');
	if (!existsSync(folder)) cpSync(join(import.meta.dirname, 'sample'), folder, { recursive: true });
	writeFileSync(join(folder, clientFile), clientJson);
	return folder;
}
