import assert from 'node:assert/strict';
import { diagnose } from '../../../../src/core/diagnose/diagnose.ts';
import type { DiagnosePorts } from '../../../../src/core/diagnose/diagnosePorts.ts';
import {
	type DiagnosisEvent,
	diagnosisSteps,
	type StepId,
	type StepResult,
} from '../../../../src/core/diagnose/steps.ts';
import type { Profile } from '../../../../src/core/profiles/profile.ts';
import { systemClock } from '../../../../src/net/platform.ts';
import type { machineBed } from '../../net/machineSupport.ts';

type Bed = ReturnType<typeof machineBed>;

/** What a window diagnoses with, over the bed's real transport. */
export const diagnosePorts = (bed: Bed, different: Partial<DiagnosePorts> = {}): DiagnosePorts => ({
	...bed.ports,
	signIn: async () => ({ tokens: bed.tokens }),
	isEmulated: () => true,
	...different,
});

/** Time runs this much faster, so that nobody waits for a limit. */
export const hurried = (factor: number, now = systemClock.now) => ({
	now,
	after: (ms: number, callback: () => void) => systemClock.after(ms / factor, callback),
});

export type Diagnosed = {
	readonly events: readonly DiagnosisEvent[];
	readonly results: { readonly [step in StepId]: StepResult };
	/** Each step by how it ended; a failed one with its cause. */
	readonly short: { readonly [step in StepId]: string };
};

/** A diagnosis to its end: each step has to have begun and ended once, in order. */
export async function diagnosed(ports: DiagnosePorts, profile: Profile, model?: string): Promise<Diagnosed> {
	const events: DiagnosisEvent[] = [];
	const options = { signal: new AbortController().signal, onEvent: (event: DiagnosisEvent) => events.push(event) };
	assert.equal(await diagnose(ports, profile, { ...options, model }), 'finished');
	assert.deepEqual(
		events.map(({ step, kind }) => `${step} ${kind}`),
		diagnosisSteps.flatMap((step) => [`${step} began`, `${step} ended`]),
	);
	const ended = events.flatMap((event) => (event.kind === 'ended' ? [[event.step, event.result] as const] : []));
	for (const [step, result] of ended) {
		assert.ok(result.result !== 'skipped' || result.reason !== '', `${step} says why it is skipped`);
		for (const line of [...result.lines, result.result === 'skipped' ? result.reason : '']) {
			assert.doesNotMatch(line, /[\n\r\u2028]/u, step);
		}
	}
	return {
		events,
		results: Object.fromEntries(ended) as Diagnosed['results'],
		short: Object.fromEntries(
			ended.map(([step, each]) => [step, each.result === 'failed' ? each.failure.cause : each.result]),
		) as Diagnosed['short'],
	};
}

/** The steps that failed, each with its cause. */
export const failures = ({ short }: Diagnosed): readonly string[] =>
	Object.entries(short)
		.filter(([, ended]) => ended !== 'passed' && ended !== 'skipped')
		.map(([step, cause]) => `${step}: ${cause}`);

export const reasonOf = ({ results }: Diagnosed, step: StepId): string => {
	const result = results[step];
	return result.result === 'skipped' ? result.reason : result.result;
};
