/**
 * One window's worth of profiles in a process of its own, over files that other processes share.
 * `add NAME SECRET` adds a profile, `add-and-die NAME SECRET` is killed when the secret is stored and the index is not,
 * `list` prints every profile with its secret as JSON.
 */

import { join } from 'node:path';
import { ProfileStore } from '../../../src/core/profiles/profileStore.ts';
import { systemClock, systemRandom } from '../../../src/net/platform.ts';
import { FileDocument, FileVault } from '../../fakes/fileVault.ts';
import { RecordingAudit } from '../../fakes/recordingAudit.ts';

const [folder = '', verb, name = '', secret = ''] = process.argv.slice(2);

class DeadlyDocument extends FileDocument {
	override async write(): Promise<void> {
		process.kill(process.pid, 'SIGKILL');
		await new Promise(() => undefined);
	}
}

const IndexDocument = verb === 'add-and-die' ? DeadlyDocument : FileDocument;
const store = new ProfileStore({
	index: new IndexDocument(join(folder, 'profiles.json')),
	vault: new FileVault(join(folder, 'vault')),
	audit: new RecordingAudit(),
	clock: systemClock,
	random: systemRandom,
});

if (verb === 'list') {
	const profiles = await store.list();
	const found = await Promise.all(
		(profiles.kind === 'answered' ? profiles.value : []).map(async (profile) => {
			const outcome = await store.secretOf(profile);
			return [profile.name, outcome.kind === 'answered' ? outcome.value : outcome.kind];
		}),
	);
	console.log(JSON.stringify(found));
} else {
	const outcome = await store.add(name, secret);
	process.exitCode = outcome.kind === 'answered' ? 0 : 1;
}
