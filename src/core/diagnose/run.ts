import type { Failure } from '../errors/failure.ts';
import type { Model } from '../gemini/models.ts';
import type { Caller } from '../http/exchange.ts';
import type { Outcome } from '../outcome.ts';
import type { Profile } from '../profiles/profile.ts';
import type { DiagnosePorts } from './diagnosePorts.ts';
import type { Reach } from './reach.ts';
import type { StepId, StepResult } from './steps.ts';

type Ended<T> = Exclude<Outcome<T>, { readonly kind: 'cancelled' }>;

/** What Gemini says to one list of models and, where that came, to one count of tokens. */
export type GeminiSays = {
	readonly list: Ended<readonly Model[]>;
	/** Model whose tokens were counted. */
	readonly model?: string;
	readonly count?: Ended<number>;
};

/** A failure, and the one step it is about. */
export type Landing = { readonly step: StepId; readonly failure: Failure };

/** What the steps have found so far, for those after them. */
export type Findings = {
	reach?: Reach;
	/** The step that failed because the host of Gemini is not reached, if one did. */
	wayIs?: StepId;
	/** Who calls, without anything that would try again. */
	caller?: Caller;
	gemini?: GeminiSays;
	/** Where what keeps the calls from working is told; no step behind it is reached. */
	landing?: Landing;
	/** The steps that failed, in order. */
	readonly failed: StepId[];
	/** Everything to be cut out of what is told. */
	readonly secrets: string[];
};

export type Run = {
	readonly ports: DiagnosePorts;
	readonly profile: Profile;
	readonly model?: string | undefined;
	readonly found: Findings;
};

/** One step: what it does, and what it comes to when its time is over. */
export type Step = {
	/** Once the signal is aborted it changes no finding any more. */
	readonly take: (run: Run, signal: AbortSignal) => Promise<StepResult>;
	/** Absent where a server was silent and nothing else is to be said. */
	readonly overdue?: (run: Run) => StepResult;
	/** Its time, in milliseconds, where that is another than usual. */
	readonly limit?: (run: Run) => number;
};

/** A server that did not answer in time. */
export const silentServer = (host: string): Failure => ({
	cause: 'network-timeout',
	host,
	evidence: 'no answer within the time of the step',
});
