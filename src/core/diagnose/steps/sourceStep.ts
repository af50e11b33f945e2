import * as l10n from '@vscode/l10n';
import { storageFailure } from '../../profiles/storageFailure.ts';
import { readSource } from '../../secretSources/readSource.ts';
import { readSecret } from '../readSecret.ts';
import type { Step } from '../run.ts';
import { sourceUsed } from '../sourceUsed.ts';
import { failedBy, passed, skipped } from '../steps.ts';
import { usualLimit } from '../usualLimit.ts';

const inVain = 'no answer within the time of the step';

/** Whether what the profile calls with can be had from where it is kept. */
export const sourceStep: Step = {
	take: async ({ profile, ports, found }, signal) => {
		const { outcome, lines } = await readSecret(ports, profile, signal);
		if (outcome.kind === 'answered') {
			found.secrets.push(...outcome.value);
			return passed(...lines);
		}
		return outcome.kind === 'failed'
			? failedBy(outcome.failure, ...lines)
			: skipped(l10n.t('Reading it was cancelled.'), ...lines);
	},
	overdue: ({ profile }) =>
		sourceUsed(profile) || profile.method === 'adc'
			? failedBy({ cause: 'source-failed', evidence: inVain })
			: failedBy(storageFailure(`secret read: ${inVain}`)),
	// A program has a limit of its own, and says more when that is over.
	limit: ({ profile }) => {
		const source = sourceUsed(profile);
		const read = source && readSource(source);
		return usualLimit + (read?.kind === 'command' ? read.timeoutSeconds * 1000 : 0);
	},
};
