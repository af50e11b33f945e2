import * as l10n from '@vscode/l10n';
import { wordsOf } from '../errors/catalogue/catalogue.ts';
import type { Failure } from '../errors/failure.ts';
import type { Profile } from '../profiles/profile.ts';
import { methodOf, targetOf } from '../profiles/profileWords.ts';
import { loggable } from '../secrets/loggable.ts';
import { identifiersOf } from './identifiersOf.ts';
import { plainLine } from './plainLine.ts';
import { diagnosisSteps, type StepId, type StepResult } from './steps.ts';
import { stepTitle } from './stepWords.ts';

/** How each step ended, as far as there is an end. */
export type DiagnosisResults = { readonly [step in StepId]?: StepResult };

/** The same in every language, so that whoever reads a report finds them. */
const marks = { passed: '[ok]', failed: '[FAILED]', skipped: '[skipped]' } as const;

/**
 * A diagnosis as plain text, to be handed on: without secrets, and without what tells whose profile and project it is. `facts`: versions
 * and the like, by their names, as they are to stand in it.
 */
export function diagnosisReport(
	profile: Profile,
	results: DiagnosisResults,
	facts: Readonly<Record<string, string>>,
): string {
	const about = {
		...facts,
		[l10n.t('Method')]: methodOf(profile),
		[l10n.t('Target')]: targetOf(profile),
	};
	const text = [
		l10n.t('Latchkey diagnosis'),
		...Object.entries(about).map(([name, value]) => `${name}: ${value}`),
		'',
		...diagnosisSteps.flatMap((step) => stepInLines(step, results[step])),
	];
	return `${text.map((line) => impersonal(line, profile)).join('\n')}\n`;
}

function stepInLines(step: StepId, ended: StepResult | undefined): readonly string[] {
	if (!ended) {
		return [`[–] ${stepTitle(step)}`];
	}
	return [
		`${marks[ended.result]} ${stepTitle(step)}`,
		...(ended.result === 'skipped' ? [ended.reason] : []),
		...ended.lines,
		...(ended.result === 'failed' ? failureInLines(ended.failure) : []),
	].map((line, index) => (index === 0 ? line : `    ${plainLine(line, [])}`));
}

function failureInLines(failure: Failure): readonly string[] {
	const { cause, httpStatus, host, evidence, error, oauth } = failure;
	const status = [httpStatus, error?.status ?? oauth?.error, host].filter((part) => part !== undefined).join(' ');
	return [
		`${cause}: ${wordsOf({ cause }).title}`,
		...(status === '' ? [] : [status]),
		// Names of profiles stand in quotation marks, and paths of a machine after what was looked for there.
		...(evidence === undefined || cause.startsWith('adc-') || cause === 'credential-file-invalid'
			? []
			: [evidence.replace(/“[^”]*”/g, '“…”')]),
	];
}

/** A name of a person may be the name of their folder. */
const homes = /((?:\/home|\/Users|[A-Za-z]:\\Users)[\\/])[^\\/\s]+/g;

function impersonal(line: string, profile: Profile): string {
	let text = line;
	for (const each of identifiersOf(profile)) {
		text = text.replaceAll(each, '[…]');
	}
	return loggable(text.replace(homes, '$1[…]').replace(/\bprojects\/[\w.:-]+/g, 'projects/[project]'));
}
