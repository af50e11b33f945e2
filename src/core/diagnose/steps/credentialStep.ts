import * as l10n from '@vscode/l10n';
import { callerFor } from '../../credentials/callerFor.ts';
import type { Failure } from '../../errors/failure.ts';
import { baseOf } from '../../gemini/targets.ts';
import { bareSecret, type Caller } from '../../http/exchange.ts';
import type { Outcome } from '../../outcome.ts';
import { methodOf } from '../../profiles/profileWords.ts';
import { askGemini, landGemini, noteSilence } from '../askGemini.ts';
import { tokenHost } from '../googleToken.ts';
import { stepOfToken } from '../landing.ts';
import { isProven } from '../proof.ts';
import { type Run, type Step, silentServer } from '../run.ts';
import { failedBy, passed, type StepResult, skipped } from '../steps.ts';
import { notAsked, notReached, untold } from '../stepWords.ts';
import { tokenNow } from '../tokenNow.ts';

/**
 * Whether there is a token now, or a key, and Google takes it. Gemini is asked here, once for all steps that follow: this is the first
 * of those that its answers tell about.
 */
export const credentialStep: Step = {
	take: async (run, signal) => {
		const { profile, found } = run;
		if (found.failed.includes('source')) {
			return notReached('source');
		}
		if (profile.method === 'api-key' && found.wayIs) {
			return notReached(found.wayIs);
		}
		const caller = await had(run, signal);
		if (signal.aborted) {
			return skipped('');
		}
		if (caller.kind === 'failed') {
			return withoutToken(run, caller.failure);
		}
		if (caller.kind === 'cancelled') {
			return skipped(notAsked());
		}
		found.caller = caller.value;
		if (!found.wayIs) {
			await askGemini(run, caller.value, signal);
		}
		const life = await lifeInWords(run, signal);
		return signal.aborted ? skipped('') : judge(run, life);
	},
	overdue: (run) => {
		if (!run.found.caller) {
			return withoutToken(run, silentServer(tokenHost(run.profile)));
		}
		noteSilence(run, new URL(baseOf(run.profile)).host);
		return judge(run, []);
	},
};

/** Who calls, once: a diagnosis says what happens and does not wait for better times. */
async function had({ ports, profile, found }: Run, signal: AbortSignal): Promise<Outcome<Caller>> {
	const outcome = await callerFor(ports, profile, signal);
	if (outcome.kind !== 'answered') {
		return outcome;
	}
	const { retry: _, ...caller } = outcome.value;
	if (caller.credential) {
		found.secrets.push(bareSecret(caller.credential));
	}
	return { kind: 'answered', value: caller };
}

/** What kept the token away may be about a later step, or have been told already. */
function withoutToken({ found }: Run, failure: Failure): StepResult {
	if (failure.cause === 'jwt-time-invalid' && found.failed.includes('clock')) {
		found.landing = { step: 'clock', failure };
		return notReached('clock');
	}
	const step = stepOfToken(failure);
	found.landing = { step, failure };
	return step === 'credential' ? failedBy(failure) : untold(step);
}

function judge(run: Run, life: readonly string[]): StepResult {
	const { profile, found } = run;
	landGemini(run);
	if (found.landing?.step === 'credential') {
		return failedBy(found.landing.failure);
	}
	if (profile.method !== 'api-key') {
		return passed(l10n.t('There is an access token.'), ...life);
	}
	if (!isProven(run, 'credential')) {
		return found.landing ? untold(found.landing.step) : skipped(notAsked());
	}
	return passed(l10n.t('{0}. {1} knows it.', methodOf(profile), new URL(baseOf(profile)).host));
}

async function lifeInWords(run: Run, signal: AbortSignal): Promise<readonly string[]> {
	// A token that Google refused and nothing renewed has no life to tell of, and asking for it may ask a server.
	const token = run.found.landing ? undefined : await tokenNow(run, signal);
	if (token?.expiresAt === undefined) {
		return [];
	}
	const minutes = Math.max(0, Math.floor((token.expiresAt - run.ports.clock.now()) / 60_000));
	return [l10n.t('It is valid for {0} more minutes.', minutes)];
}
