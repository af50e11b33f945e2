import * as l10n from '@vscode/l10n';
import { openWorkload } from '../credentials/workloadTokens.ts';
import type { Configuration } from '../federation/configuration.ts';
import { partsOfSecret } from '../oauth/oauthSecret.ts';
import { answered } from '../outcome.ts';
import type { WorkloadIdentityProfile } from '../profiles/profile.ts';
import { programOf } from '../secretSources/commandLine.ts';
import type { DiagnosePorts } from './diagnosePorts.ts';
import type { SecretRead } from './secretRead.ts';

/** Whether the configuration can be read; where the proof comes from is told without what may be secret in it. */
export async function readWorkload(ports: DiagnosePorts, profile: WorkloadIdentityProfile): Promise<SecretRead> {
	const opened = await openWorkload({ store: ports.store, machine: ports.machine }, profile);
	if (opened.kind !== 'answered') {
		return { outcome: opened, lines: [] };
	}
	const stored = await ports.store.secretOf(profile);
	return {
		outcome: answered(stored.kind === 'answered' ? partsOfSecret(stored.value) : []),
		lines: [
			l10n.t('The configuration is kept in VS Code’s secret storage.'),
			proofInWords(opened.value.configuration.source),
		],
	};
}

function proofInWords(source: Configuration['source']): string {
	switch (source.kind) {
		case 'file':
			return l10n.t('The proof of who this workload is comes from a file.');
		case 'url':
			return l10n.t('The proof of who this workload is comes from {0}.', new URL(source.url).host);
		case 'executable':
			return l10n.t('The proof of who this workload is comes from the program {0}.', programOf(source.command));
		case 'aws':
			return l10n.t('The proof of who this workload is is a request signed with AWS’s keys.');
	}
}
