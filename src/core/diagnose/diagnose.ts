import { baseOf } from '../gemini/targets.ts';
import type { Profile } from '../profiles/profile.ts';
import type { DiagnosePorts } from './diagnosePorts.ts';
import { plainLine } from './plainLine.ts';
import { type Run, type Step, silentServer } from './run.ts';
import { apiStep } from './steps/apiStep.ts';
import { clockStep } from './steps/clockStep.ts';
import { countTokensStep } from './steps/countTokensStep.ts';
import { credentialStep } from './steps/credentialStep.ts';
import { dnsStep } from './steps/dnsStep.ts';
import { locationStep } from './steps/locationStep.ts';
import { modelStep } from './steps/modelStep.ts';
import { permissionStep } from './steps/permissionStep.ts';
import { quotaProjectStep } from './steps/quotaProjectStep.ts';
import { scopesStep } from './steps/scopesStep.ts';
import { sourceStep } from './steps/sourceStep.ts';
import { wayStep } from './steps/wayStep.ts';
import { type DiagnosisEvent, diagnosisSteps, failedBy, isBefore, type StepId, type StepResult } from './steps.ts';
import { notReached } from './stepWords.ts';
import { usualLimit } from './usualLimit.ts';
import { withinLimit } from './withinLimit.ts';

const steps: Readonly<Record<StepId, Step>> = {
	clock: clockStep,
	dns: dnsStep,
	way: wayStep,
	source: sourceStep,
	credential: credentialStep,
	scopes: scopesStep,
	api: apiStep,
	'quota-project': quotaProjectStep,
	permission: permissionStep,
	model: modelStep,
	location: locationStep,
	'count-tokens': countTokensStep,
};

/**
 * Goes the way of a call step by step and tells of each how it stands; `model`: the one to ask, where a person has chosen one. Every
 * step begins and ends once, in order, until the signal is aborted: then nothing more is told. Sends real requests that cost nothing.
 */
export async function diagnose(
	ports: DiagnosePorts,
	profile: Profile,
	{
		signal,
		model,
		onEvent,
	}: {
		readonly signal: AbortSignal;
		readonly model?: string | undefined;
		readonly onEvent: (event: DiagnosisEvent) => void;
	},
): Promise<'finished' | 'cancelled'> {
	const run: Run = { ports, profile, model, found: { failed: [], secrets: [] } };
	for (const step of diagnosisSteps) {
		if (signal.aborted) {
			return 'cancelled';
		}
		onEvent({ step, kind: 'began' });
		const result = await resultOf(step, run, signal);
		if (result === 'cancelled' || signal.aborted) {
			return 'cancelled';
		}
		noteFailed(step, result, run);
		onEvent({ step, kind: 'ended', result: cleaned(result, run) });
	}
	return 'finished';
}

async function resultOf(step: StepId, run: Run, signal: AbortSignal): Promise<StepResult | 'cancelled'> {
	const blocking = blockOf(step, run);
	if (blocking !== undefined) {
		return notReached(blocking);
	}
	const { take, overdue, limit } = steps[step];
	try {
		const ms = limit?.(run) ?? usualLimit;
		const result = await withinLimit(run.ports.clock, ms, signal, (ending) => take(run, ending));
		return result === 'overdue'
			? (overdue?.(run) ?? failedBy(silentServer(new URL(baseOf(run.profile)).host)))
			: result;
	} catch (error) {
		// A fault in Latchkey itself, whose text may hold anything.
		return failedBy({ cause: 'unknown', evidence: error instanceof Error ? error.name : 'Error' });
	}
}

/** The failed step that this one depends on, if there is one. */
function blockOf(step: StepId, { found }: Run): StepId | undefined {
	// What comes up to the credential says itself what it depends on; what asks another host than Gemini's needs no way to Gemini.
	if (!isBefore('credential', step)) {
		return undefined;
	}
	const { landing, wayIs, failed } = found;
	if (landing?.step === step) {
		return undefined;
	}
	const byCredential =
		(['source', 'credential'] as const).find((each) => failed.includes(each)) ??
		(landing && isBefore(landing.step, step) ? landing.step : undefined);
	return step === 'scopes' ? byCredential : (wayIs ?? byCredential);
}

function noteFailed(step: StepId, result: StepResult, { found }: Run): void {
	if (result.result !== 'failed') {
		return;
	}
	found.failed.push(step);
	const isUnreached = found.reach?.kind === 'failed';
	if (isUnreached && (step === 'dns' || step === 'way')) {
		found.wayIs ??= step;
	}
}

function cleaned(result: StepResult, { found: { secrets } }: Run): StepResult {
	const lines = result.lines.map((line) => plainLine(line, secrets));
	return result.result === 'skipped'
		? { ...result, lines, reason: plainLine(result.reason, secrets) }
		: { ...result, lines };
}
