import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { diagnose } from '../../core/diagnose/diagnose.ts';
import type { DiagnosePorts } from '../../core/diagnose/diagnosePorts.ts';
import { diagnosisReport } from '../../core/diagnose/report.ts';
import { diagnosisSteps, type StepId, type StepResult } from '../../core/diagnose/steps.ts';
import { stepTitle } from '../../core/diagnose/stepWords.ts';
import { wordsOf } from '../../core/errors/catalogue/catalogue.ts';
import type { Situation } from '../../core/errors/remedies/fittingRemedies.ts';
import { labelOf } from '../../core/errors/remedies/remedyWords.ts';
import { doorOf } from '../../core/hosts/throughDoor.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import { LiveText } from '../liveText.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { hasOthers } from '../profiles/hasOthers.ts';
import { emulatorDoor } from '../settings.ts';
import { diagnosisText } from './diagnosisText.ts';
import { proxyOrigin } from './proxyOrigin.ts';
import { remediesFound } from './remediesFound.ts';
import { reportIssue, versionFacts } from './reportIssue.ts';

const live = new LiveText('latchkey-diagnosis');

/**
 * Goes the way of a call with a profile step by step, in a text that is written while it does, and says at the end what helps. A protected
 * profile is asked about first, as before any call.
 */
export async function diagnoseProfile(parts: Parts, profile: Profile): Promise<void> {
	if (!(await (await parts.confirmation()).mayCheck(profile))) {
		return;
	}
	const results: { [step in StepId]?: StepResult } = {};
	let running: StepId | undefined;
	const name = plainText(profile.name);
	const began = new Date(parts.clock.now());
	const situation = { profile, hasOthers: await hasOthers(parts, profile) };
	const draw = (end?: 'finished' | 'cancelled') =>
		live.write(profile.id, diagnosisText(situation, { results, running, end, began }));
	draw();
	await live.show(profile.id, l10n.t('Diagnosis of {0}', profile.name));
	const ports = await portsOf(parts);
	const end = await vscode.window.withProgress(
		{
			location: vscode.ProgressLocation.Notification,
			title: l10n.t('Diagnosing {0}', name),
			cancellable: true,
		},
		(progress, token) => {
			const leaving = new AbortController();
			token.onCancellationRequested(() => leaving.abort());
			return diagnose(ports, profile, {
				signal: leaving.signal,
				onEvent: (event) => {
					running = event.kind === 'began' ? event.step : undefined;
					if (event.kind === 'ended') {
						results[event.step] = event.result;
						progress.report({ increment: 100 / diagnosisSteps.length });
					} else {
						progress.report({ message: stepTitle(event.step) });
					}
					draw();
				},
			});
		},
	);
	running = undefined;
	draw(end);
	if (end === 'finished') {
		await sayEnd(parts, situation, results);
	}
}

async function portsOf(parts: Parts): Promise<DiagnosePorts> {
	const { protocol, machine } = await parts.signIn();
	return {
		...parts,
		protocol: async () => protocol,
		machine,
		proxyFor: proxyOrigin,
		isEmulated: (host) => Object.hasOwn(emulatorDoor().hosts, doorOf(host)),
	};
}

/** What was found, with the click that helps, the report and the way to an issue. */
async function sayEnd(
	parts: Parts,
	situation: Situation & { readonly profile: Profile },
	results: { readonly [step in StepId]?: StepResult },
): Promise<void> {
	const { profile } = situation;
	const name = plainText(profile.name);
	const copy = l10n.t('Copy Report');
	const issue = l10n.t('Report Issue');
	const step = diagnosisSteps.find((each) => results[each]?.result === 'failed');
	const found = step && results[step];
	const failure = found?.result === 'failed' ? found.failure : undefined;
	const [remedy] = failure ? remediesFound(failure, situation) : [];
	const help = remedy && labelOf(remedy);
	const chosen =
		step && failure
			? await vscode.window.showErrorMessage(
					l10n.t('{0}: {1} failed. {2}', name, stepTitle(step), plainText(wordsOf(failure).title)),
					...(help ? [help] : []),
					copy,
					issue,
				)
			: await vscode.window.showInformationMessage(l10n.t('{0}: everything works.', name), copy);
	if (failure && remedy && chosen === help) {
		await parts.cure(remedy, { failure, profileId: profile.id });
	} else if (chosen === copy) {
		await vscode.env.clipboard.writeText(diagnosisReport(profile, results, versionFacts()));
		vscode.window.setStatusBarMessage(
			l10n.t('The report was copied, without secrets, addresses and project names.'),
			8000,
		);
	} else if (chosen === issue) {
		await reportIssue(diagnosisReport(profile, results, versionFacts()));
	}
}
