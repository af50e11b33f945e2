import * as l10n from '@vscode/l10n';
import { aboutInWords } from '../../errors/waitInWords.ts';
import { baseOf } from '../../gemini/targets.ts';
import { reach } from '../reach.ts';
import { type Run, type Step, silentServer } from '../run.ts';
import { failedBy, passed, type StepResult, skipped } from '../steps.ts';

/** Google takes assertions that are off by no more (https://developers.google.com/identity/protocols/oauth2/service-account). In milliseconds. */
const tolerance = 60_000;

/** Whether this machine's clock is right, by the answer to a request that says nothing about who asks. */
export const clockStep: Step = {
	take: async (run, signal) => {
		const reached = await reach(run.ports, run.profile, signal);
		if (!signal.aborted) {
			run.found.reach = reached;
		}
		return judge(run);
	},
	overdue: (run) => {
		run.found.reach = { kind: 'failed', failure: silentServer(new URL(baseOf(run.profile)).host) };
		return judge(run);
	},
};

function judge({ profile, found }: Run): StepResult {
	const { host } = new URL(baseOf(profile));
	if (found.reach?.kind !== 'answered') {
		return skipped(l10n.t('Nothing answered that could tell the time.'));
	}
	const { aheadMs } = found.reach;
	if (aheadMs === undefined) {
		return skipped(l10n.t('{0} answers and does not tell the time.', host));
	}
	if (Math.abs(aheadMs) <= tolerance) {
		const agreeing = Math.max(1, Math.round(Math.abs(aheadMs) / 1000));
		return passed(
			profile.baseUrl
				? l10n.t('This machine’s clock agrees with that of {0} (±{1} s).', host, agreeing)
				: l10n.t('This machine’s clock agrees with Google’s (±{0} s).', agreeing),
		);
	}
	const off = aboutInWords(Math.abs(aheadMs));
	const line =
		aheadMs > 0
			? l10n.t('This machine’s clock is {0} ahead of that of {1}.', off, host)
			: l10n.t('This machine’s clock is {0} behind that of {1}.', off, host);
	return profile.method === 'api-key'
		? passed(line, l10n.t('An API key does not care.'))
		: failedBy({ cause: 'jwt-time-invalid', host, clockAheadMs: aheadMs, evidence: 'Date header' }, line);
}
