import * as l10n from '@vscode/l10n';
import { sourceFailures } from '../credentials/impersonatedTokens.ts';
import { sourceOf } from '../impersonation/sources.ts';
import { answered, failed } from '../outcome.ts';
import { methodInWords } from '../profiles/methodWords.ts';
import type { ImpersonationProfile } from '../profiles/profile.ts';
import type { DiagnosePorts } from './diagnosePorts.ts';
import type { SecretRead } from './secretRead.ts';

/** Whether there is the profile by whose token another is made. Its name is left out: it may be a person's. */
export async function readImpersonation({ store }: DiagnosePorts, profile: ImpersonationProfile): Promise<SecretRead> {
	const profiles = await store.list();
	if (profiles.kind !== 'answered') {
		return { outcome: profiles, lines: [] };
	}
	const source = sourceOf(profile, profiles.value);
	return source.kind === 'found'
		? {
				outcome: answered([]),
				lines: [l10n.t('By a token of another profile ({0}).', methodInWords(source.profile))],
			}
		: { outcome: failed(sourceFailures[source.kind]), lines: [] };
}
