import * as l10n from '@vscode/l10n';
import { byGemini } from '../byGemini.ts';
import type { Step } from '../run.ts';
import { passed } from '../steps.ts';

/** Whether Gemini is offered where this machine's requests seem to come from. */
export const locationStep: Step = {
	take: async (run) => byGemini(run, 'location', () => passed(l10n.t('Gemini answers from where this machine is.'))),
};
