import { checkOf } from '../credentials/checkCredential.ts';
import type { Failure } from '../errors/failure.ts';
import type { AnswerAbout, Usage } from '../gemini/answer.ts';
import type { AnswerSink } from '../gemini/answerReading.ts';
import type { Draft } from '../gemini/draft.ts';
import { streamAnswer } from '../gemini/streamAnswer.ts';
import type { Caller, Waiting } from '../http/exchange.ts';
import { cancelled, type Outcome } from '../outcome.ts';
import { pricedUsage } from '../prices/costOf.ts';
import type { Profile } from '../profiles/profile.ts';
import type { SessionPorts } from './sessionPorts.ts';

/** What asking a model takes, from a panel or an editor. */
export type AskPorts = Pick<
	SessionPorts,
	'callerFor' | 'recordUse' | 'recordCheck' | 'recordUsage' | 'inTurn' | 'audit' | 'clock'
>;

/** One call: what is asked, with whom, and where the answer goes. */
export type Asking = {
	readonly draft: Draft;
	readonly signal: AbortSignal;
	/** How the call is made, as soon as it can be. */
	readonly begin: (caller: Caller) => { readonly caller: Caller; readonly sink: AnswerSink };
	/** Told of the end before anything else is made of it. */
	readonly ended?: (outcome: Outcome<void>) => Promise<void>;
	/** Other calls of the profile are under way; `ahead`: how many wait before this one. */
	readonly onQueued?: (ahead: number) => void;
};

/**
 * Asks a model with a profile when its turn has come, and notes that it was used, what that took, and what it told about
 * the credential.
 */
export async function askModel(ports: AskPorts, profile: Profile, asking: Asking): Promise<Outcome<void>> {
	const outcome = await ports.inTurn(profile, asking.signal, () => ask(ports, profile, asking), asking.onQueued);
	return outcome === 'aborted' ? cancelled : outcome;
}

async function ask(ports: AskPorts, profile: Profile, { draft, signal, begin, ended }: Asking): Promise<Outcome<void>> {
	const found = await ports.callerFor(profile, signal);
	if (found.kind !== 'answered') {
		note(ports, profile, found);
		return found;
	}
	const { caller, sink } = begin(found.value);
	const tally = new Tally(caller, sink);
	const outcome = await streamAnswer(tally.caller, draft, tally.sink);
	await ended?.(outcome);
	ports.audit.record({
		type: 'credential-used',
		purpose: 'streamGenerateContent',
		result: outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind,
		profileId: profile.id,
		profileName: profile.name,
	});
	ports.recordUse(profile);
	ports.recordUsage({
		profileId: profile.id,
		model: tally.about.modelVersion ?? draft.model,
		...(tally.usage ? { usage: pricedUsage(tally.usage) } : {}),
		attempts: tally.failures.length + (outcome.kind === 'failed' ? 0 : 1),
		failures: outcome.kind === 'failed' ? [...tally.failures, outcome.failure] : tally.failures,
	});
	note(ports, profile, outcome);
	return outcome;
}

/** Listens to a call for what it took. */
class Tally {
	usage: Usage | undefined;
	about: AnswerAbout = {};
	/** Of attempts after which there was another. */
	readonly failures: Failure[] = [];
	readonly caller: Caller;
	readonly sink: AnswerSink;

	constructor(caller: Caller, sink: AnswerSink) {
		const { retry } = caller;
		const onWait = (waiting: Waiting) => {
			this.failures.push(waiting.failure);
			retry?.onWait?.(waiting);
		};
		this.caller = retry ? { ...caller, retry: { ...retry, onWait } } : caller;
		this.sink = {
			...sink,
			usage: (usage) => {
				this.usage = usage;
				sink.usage(usage);
			},
			about: (about) => {
				this.about = { ...this.about, ...about };
				sink.about?.(about);
			},
		};
	}
}

/** A prompt says as much about a credential as a check does; only that a permission may be lacking for this one model. */
function note({ clock, recordCheck }: AskPorts, profile: Profile, outcome: Outcome<unknown>): void {
	// What failed on this machine says nothing about the credential.
	if (outcome.kind === 'cancelled' || (outcome.kind === 'failed' && outcome.failure.host === undefined)) {
		return;
	}
	const check = checkOf(outcome, clock.now());
	const isNews = check.state === 'valid' ? profile.lastCheck?.state !== 'valid' : check.cause !== 'permission-denied';
	if (isNews && (check.state === 'valid' || check.state === 'rejected')) {
		recordCheck(profile, check);
	}
}
