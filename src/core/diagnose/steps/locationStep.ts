import * as l10n from '@vscode/l10n';
import { byGemini } from '../byGemini.ts';
import type { Step } from '../run.ts';
import { passed } from '../steps.ts';

/** Whether Gemini is offered where this machine's requests seem to come from, or where Vertex AI is asked. */
export const locationStep: Step = {
	take: async (run) => {
		const { target } = run.profile;
		return byGemini(run, 'location', () =>
			passed(
				target?.kind === 'vertex'
					? l10n.t('Vertex AI answers in {0}.', target.location)
					: l10n.t('Gemini answers from where this machine is.'),
			),
		);
	},
};
