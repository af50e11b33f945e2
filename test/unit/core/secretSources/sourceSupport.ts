import assert from 'node:assert/strict';
import { answered } from '../../../../src/core/outcome.ts';
import type { SecretSource } from '../../../../src/core/secretSources/secretSource.ts';
import { SourcedSecrets } from '../../../../src/core/secretSources/sourcedSecrets.ts';
import type { CommandQuestion, SourcePorts } from '../../../../src/core/secretSources/sourcePorts.ts';
import { systemRandom } from '../../../../src/net/platform.ts';
import * as machine from '../../../../src/node/machine.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { RecordingAudit } from '../../../fakes/recordingAudit.ts';
import { ScriptedTransport } from '../../../fakes/scriptedTransport.ts';

export const owner = { id: 'p', name: 'Work' };
export const { signal } = new AbortController();

/** What a window has whose folder is at `path`, and what it fetches secrets with. */
export function setUpSources({
	path,
	isTrusted = true,
	isAllowed = true,
	life = 300_000,
	...different
}: { path?: string; isTrusted?: boolean; isAllowed?: boolean; life?: number } & Partial<
	Pick<SourcePorts, 'machine' | 'transport' | 'profiles' | 'tokens'>
> = {}) {
	const environment: Record<string, string> = {};
	const asked: CommandQuestion[] = [];
	const ports = {
		machine: { ...machine, environment },
		folder: { isTrusted: () => isTrusted, path: () => path },
		consent: {
			given: async (question: CommandQuestion) => {
				asked.push(question);
				return isAllowed;
			},
		},
		transport: new ScriptedTransport(new Error('unused')),
		profiles: async () => answered([]),
		tokens: () => assert.fail('no token is needed'),
		random: systemRandom,
		clock: new ManualClock(),
		audit: new RecordingAudit(),
		life: () => life,
		...different,
	};
	const secrets = new SourcedSecrets(ports);
	return { ...ports, asked, environment, secrets, get: (source: SecretSource) => secrets.get(source, owner, signal) };
}
