import type { Profile } from '../profiles/profile.ts';
import type { DiagnosePorts } from './diagnosePorts.ts';
import type { SecretRead } from './secretRead.ts';
import { sourceUsed } from './sourceUsed.ts';

/** Reads what a profile calls with from where it is kept, and uses it for nothing. */
export async function readSecret(ports: DiagnosePorts, profile: Profile, signal: AbortSignal): Promise<SecretRead> {
	switch (profile.method) {
		case 'adc': {
			const { readAdc } = await import('./readAdc.ts');
			return readAdc(ports, signal);
		}
		case 'impersonation': {
			const { readImpersonation } = await import('./readImpersonation.ts');
			return readImpersonation(ports, profile);
		}
		case 'workload-identity': {
			const { readWorkload } = await import('./readWorkload.ts');
			return readWorkload(ports, profile);
		}
		default: {
			const { readStored } = await import('./readStored.ts');
			const stored = await readStored(ports, profile);
			const source = sourceUsed(profile);
			if (!source || stored.outcome.kind !== 'answered') {
				return stored;
			}
			const { readSourced } = await import('./readSourced.ts');
			return readSourced(ports, profile, source, stored.outcome.value, signal);
		}
	}
}
