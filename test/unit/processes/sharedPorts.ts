import { join } from 'node:path';
import type { Clock } from '../../../src/core/ports.ts';
import { systemClock, systemRandom } from '../../../src/net/platform.ts';
import { FileLock } from '../../../src/node/fileLock.ts';
import { FileDocument, FileVault } from '../../fakes/fileVault.ts';
import { RecordingAudit } from '../../fakes/recordingAudit.ts';

/** What a profile store stands on in a folder that several processes share. A dead one is waited for less long than usual. */
export function sharedPorts(folder: string, clock: Clock = systemClock) {
	const paths = { index: join(folder, 'profiles.json'), vault: join(folder, 'vault') };
	return {
		paths,
		index: new FileDocument(paths.index),
		vault: new FileVault(paths.vault),
		lock: new FileLock(join(folder, 'profiles.lock'), { staleAfter: 1000, giveUpAfter: 60_000 }),
		audit: new RecordingAudit(),
		clock,
		random: systemRandom,
	};
}
