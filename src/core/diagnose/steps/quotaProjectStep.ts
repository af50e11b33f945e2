import * as l10n from '@vscode/l10n';
import { byGemini } from '../byGemini.ts';
import { quotaProjectSent } from '../quotaProject.ts';
import type { Step } from '../run.ts';
import { passed, skipped } from '../steps.ts';

/** Whether the calls may use the quota of the project that they name. */
export const quotaProjectStep: Step = {
	take: async (run) => {
		const project = quotaProjectSent(run);
		if (project === undefined && run.found.landing?.step !== 'quota-project') {
			return skipped(l10n.t('No quota project is sent: the credential’s own project counts.'));
		}
		return byGemini(run, 'quota-project', () =>
			passed(l10n.t('The calls count for {0}.', `projects/${project ?? ''}`)),
		);
	},
};
