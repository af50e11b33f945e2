import { checkOf } from '../credentials/checkCredential.ts';
import type { Caller } from '../http/exchange.ts';
import type { Outcome } from '../outcome.ts';
import type { Profile } from '../profiles/profile.ts';
import type { SessionPorts } from './sessionPorts.ts';

/** What asking a model takes, from a panel or an editor. */
export type AskPorts = Pick<SessionPorts, 'callerFor' | 'recordUse' | 'recordCheck' | 'audit' | 'clock'>;

/** Asks a model with a profile, and notes that it was used and what that told about its credential. */
export async function askModel(
	ports: AskPorts,
	profile: Profile,
	signal: AbortSignal,
	ask: (caller: Caller) => Promise<Outcome<void>>,
): Promise<Outcome<void>> {
	const caller = await ports.callerFor(profile, signal);
	if (caller.kind !== 'answered') {
		note(ports, profile, caller);
		return caller;
	}
	const outcome = await ask(caller.value);
	ports.audit.record({
		type: 'credential-used',
		purpose: 'streamGenerateContent',
		result: outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind,
		profileId: profile.id,
		profileName: profile.name,
	});
	ports.recordUse(profile);
	note(ports, profile, outcome);
	return outcome;
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
