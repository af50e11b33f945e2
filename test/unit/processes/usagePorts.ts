import { join } from 'node:path';
import { systemClock } from '../../../src/net/platform.ts';
import { FileLock } from '../../../src/node/fileLock.ts';
import { FileDocument } from '../../fakes/fileVault.ts';

/** What a meter stands on in a folder that several processes share. */
export const usagePorts = (folder: string) => ({
	document: new FileDocument(join(folder, 'usage.json')),
	lock: new FileLock(join(folder, 'usage.lock'), { staleAfter: 10_000, giveUpAfter: 20_000 }),
	clock: systemClock,
});
