import * as l10n from '@vscode/l10n';
import { speaksOpenAi } from '../gemini/targets.ts';
import { isProven } from './proof.ts';
import type { Run } from './run.ts';
import { failedBy, type StepId, type StepResult, skipped } from './steps.ts';
import { notAsked, untold } from './stepWords.ts';

/** What Gemini's answers say about a step: that it failed, that it is passed, or nothing. */
export function byGemini(run: Run, step: StepId, whenProven: () => StepResult): StepResult {
	const { landing } = run.found;
	if (landing?.step === step) {
		return failedBy(landing.failure);
	}
	if (isProven(run, step)) {
		return whenProven();
	}
	if (landing) {
		return untold(landing.step);
	}
	const isCounted = !speaksOpenAi(run.profile) || run.found.gemini?.list.kind !== 'answered';
	return skipped(isCounted ? notAsked() : l10n.t('This endpoint counts no tokens, and anything else would cost some.'));
}
