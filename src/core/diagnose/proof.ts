import type { Cause } from '../errors/cause.ts';
import type { Run } from './run.ts';
import type { StepId } from './steps.ts';

/** What Gemini itself refuses with, behind everything that Google's front end looks at before. */
const byGeminiItself: readonly Cause[] = [
	'location-unsupported',
	'model-not-found',
	'rate-limited',
	'quota-exhausted',
	'quota-zero',
	'credits-depleted',
];

/** With these Google says no to somebody whom it has recognized. */
const byWhoKnowsTheCaller: readonly Cause[] = [
	...byGeminiItself,
	'scope-insufficient',
	'api-disabled',
	'project-invalid',
	'project-blocked',
	'billing-required',
	'organization-policy',
	'quota-project-denied',
	'permission-denied',
];

/** Whether what Gemini said proves that a step is passed. A refusal proves what must have been looked at before it, and no more. */
export function isProven({ found: { gemini } }: Run, step: StepId): boolean {
	if (!gemini) {
		return false;
	}
	const { list, count } = gemini;
	const refusals = [list, count].flatMap((each) => (each?.kind === 'failed' ? [each.failure.cause] : []));
	const isRefusedBy = (causes: readonly Cause[]) => refusals.some((cause) => causes.includes(cause));
	switch (step) {
		case 'credential':
			return list.kind === 'answered' || isRefusedBy(byWhoKnowsTheCaller);
		case 'scopes':
		case 'api':
		case 'quota-project':
		case 'permission':
			return list.kind === 'answered' || isRefusedBy(byGeminiItself);
		default:
			return count?.kind === 'answered';
	}
}
