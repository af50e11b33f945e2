import * as l10n from '@vscode/l10n';
import { diagnosisSteps, type StepId, type StepResult } from '../../core/diagnose/steps.ts';
import { stepTitle } from '../../core/diagnose/stepWords.ts';
import { wordsOf } from '../../core/errors/catalogue/catalogue.ts';
import type { Situation } from '../../core/errors/remedies/fittingRemedies.ts';
import { labelOf } from '../../core/errors/remedies/remedyWords.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import { methodOf, targetOf } from '../../core/profiles/profileWords.ts';
import { remediesFound } from './remediesFound.ts';

/** A diagnosis at one moment. */
export type Diagnosis = {
	readonly results: { readonly [step in StepId]?: StepResult };
	/** The step that is under way. */
	readonly running: StepId | undefined;
	readonly end: 'finished' | 'cancelled' | undefined;
	readonly began: Date;
};

const marks = { passed: '✔', failed: '✖', skipped: '–' } as const;

/** A diagnosis as the text that a person reads while it goes on. */
export function diagnosisText(
	situation: Situation & { readonly profile: Profile },
	{ results, running, end, began }: Diagnosis,
): string {
	const { profile } = situation;
	const head = [
		l10n.t('Diagnosis of “{0}”', profile.name),
		`${methodOf(profile)} → ${targetOf(profile)}`,
		began.toISOString(),
	];
	const steps = diagnosisSteps.map((step) => stepText(situation, step, results[step], step === running));
	const ends = {
		finished: l10n.t('Finished. Secrets are left out of this text, and it is not saved.'),
		cancelled: l10n.t('Cancelled.'),
	};
	return `${[head.join('\n'), ...steps, ...(end ? [ends[end]] : [])].join('\n\n')}\n`;
}

function stepText(situation: Situation, step: StepId, result: StepResult | undefined, isRunning: boolean): string {
	const number = diagnosisSteps.indexOf(step) + 1;
	const title = `${number}. ${stepTitle(step)}`;
	if (!result) {
		return isRunning ? `… ${title}` : `  ${title}`;
	}
	const lines = [...(result.result === 'skipped' ? [result.reason] : []), ...result.lines];
	return [
		`${marks[result.result]} ${title}`,
		...[...lines, ...failureLines(situation, result)].map((line) => `     ${line}`),
	].join('\n');
}

function failureLines(situation: Situation, result: StepResult): readonly string[] {
	if (result.result !== 'failed') {
		return [];
	}
	const { title, sentence } = wordsOf(result.failure);
	const helps = remediesFound(result.failure, situation).map(labelOf);
	const help = helps.length > 0 ? [l10n.t('What helps: {0}', helps.join(' · '))] : [];
	return [title, sentence, ...help].map((line) => line.replace(/\s+/g, ' '));
}
