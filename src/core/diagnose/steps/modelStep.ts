import * as l10n from '@vscode/l10n';
import type { Step } from '../run.ts';
import { failedBy, passed, skipped } from '../steps.ts';
import { notAsked, untold } from '../stepWords.ts';

/** Whether there is the model, for this credential. */
export const modelStep: Step = {
	take: async ({ found: { gemini, landing } }) => {
		if (landing?.step === 'model') {
			return failedBy(landing.failure);
		}
		const { list, model = '', count } = gemini ?? {};
		if (list?.kind !== 'answered') {
			return landing ? untold(landing.step) : skipped(notAsked());
		}
		if (list.value.some(({ id }) => id === model.replace(/^models\//, ''))) {
			return passed(l10n.t('{0} is one of {1} models that the list names.', model, list.value.length));
		}
		return count?.kind === 'answered' || !landing
			? passed(l10n.t('{0} is not in the list of models, and answers.', model))
			: untold(landing.step);
	},
};
