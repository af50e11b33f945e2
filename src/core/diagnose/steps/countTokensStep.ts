import * as l10n from '@vscode/l10n';
import { byGemini } from '../byGemini.ts';
import type { Step } from '../run.ts';
import { passed } from '../steps.ts';

/** Whether a real call is answered. */
export const countTokensStep: Step = {
	take: async (run) =>
		byGemini(run, 'count-tokens', () => {
			const { count, model = '' } = run.found.gemini ?? {};
			return passed(l10n.t('“Hello” has {0} tokens for {1}.', count?.kind === 'answered' ? count.value : 0, model));
		}),
};
