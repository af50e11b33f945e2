import type { Failure } from '../errors/failure.ts';

/** What is looked at, in this order. */
export const diagnosisSteps = [
	'clock',
	'dns',
	'way',
	'source',
	'credential',
	'scopes',
	'api',
	'quota-project',
	'permission',
	'model',
	'location',
	'count-tokens',
] as const;
export type StepId = (typeof diagnosisSteps)[number];

/** One step as it stands. `lines`: facts in words, localised, free of secrets, server text redacted, one line each. */
export type StepResult =
	| { readonly result: 'passed'; readonly lines: readonly string[] }
	| { readonly result: 'failed'; readonly failure: Failure; readonly lines: readonly string[] }
	| { readonly result: 'skipped'; readonly reason: string; readonly lines: readonly string[] };

export type DiagnosisEvent =
	| { readonly step: StepId; readonly kind: 'began' }
	| { readonly step: StepId; readonly kind: 'ended'; readonly result: StepResult };

export const passed = (...lines: readonly string[]): StepResult => ({ result: 'passed', lines });
export const failedBy = (failure: Failure, ...lines: readonly string[]): StepResult => ({
	result: 'failed',
	failure,
	lines,
});
export const skipped = (reason: string, ...lines: readonly string[]): StepResult => ({
	result: 'skipped',
	reason,
	lines,
});

/** Whether a step comes before another. */
export const isBefore = (step: StepId, other: StepId): boolean =>
	diagnosisSteps.indexOf(step) < diagnosisSteps.indexOf(other);
