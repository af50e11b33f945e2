import * as l10n from '@vscode/l10n';
import { byGemini } from '../byGemini.ts';
import type { Step } from '../run.ts';
import { passed } from '../steps.ts';

/** Whether the project may ask Gemini at all. */
export const apiStep: Step = {
	take: async (run) =>
		byGemini(run, 'api', () =>
			passed(
				run.profile.baseUrl
					? l10n.t('The gateway passes calls on.')
					: l10n.t('The Gemini API answers for this project.'),
			),
		),
};
