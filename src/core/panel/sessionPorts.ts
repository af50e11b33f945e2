import type { Cause } from '../errors/cause.ts';
import type { Remedy } from '../errors/remedies/remedy.ts';
import type { Usage } from '../gemini/answer.ts';
import type { Draft } from '../gemini/draft.ts';
import type { ModelLists } from '../gemini/modelLists.ts';
import type { Caller } from '../http/exchange.ts';
import type { Outcome } from '../outcome.ts';
import type { AuditTrail, Clock, Random } from '../ports.ts';
import type { Check, Profile } from '../profiles/profile.ts';
import type { Resolution } from '../profiles/resolveProfile.ts';
import type { UsedCall } from '../usage/usedCall.ts';
import type { DraftFields } from './draftFields.ts';
import type { FailedCall } from './shownFailures.ts';
import type { Turn } from './turn.ts';
import type { UsageView } from './usageView.ts';

/** What a panel needs from the rest of the house. */
export type SessionPorts = {
	/** The profile that requests use now, and why. */
	readonly activeProfile: () => Promise<Outcome<Resolution>>;
	/** How to call with a profile's credential. */
	readonly callerFor: (profile: Profile, signal: AbortSignal) => Promise<Outcome<Caller>>;
	/** Whether the person wants to send with this profile; asks only about a protected one. */
	readonly mayUse: (profile: Profile, signal: AbortSignal) => Promise<boolean>;
	/** Whether a protected profile may be used without asking. */
	readonly isFreeToUse: (profile: Profile) => boolean;
	/** Whether the person wants to spend more with this profile today; asks only beyond a limit they set. */
	readonly maySpend: (profile: Profile, signal: AbortSignal) => Promise<boolean>;
	/** Does the work when no more calls of the profile are under way than may be; `aborted` where the signal ended the wait. */
	readonly inTurn: <T>(
		profile: Profile,
		signal: AbortSignal,
		work: () => Promise<T>,
		onWait?: (ahead: number) => void,
	) => Promise<T | 'aborted'>;
	/** Counts a call that is over. */
	readonly recordUsage: (call: Omit<UsedCall, 'usd'>) => void;
	/** What a profile has used so far, and what a person should know of that before sending; each a line. */
	readonly usageOf: (profile: Profile) => Promise<UsageView>;
	readonly recordUse: (profile: Profile) => void;
	/** Notes what a call told about the credential itself. */
	readonly recordCheck: (profile: Profile, check: Check) => void;
	/** Told once of each turn that was to be sent and has ended; `secrets` are those it was sent with, to be kept out of whatever is kept. */
	readonly recordTurn: (turn: Turn, fields: DraftFields, secrets: readonly string[]) => void;
	readonly models: ModelLists;
	readonly isEmulated: () => boolean;
	/** What else a person should know before sending; each a sentence. */
	readonly notes: () => readonly string[];
	readonly chooseProfile: () => void;
	/** Lets a person choose what the active profile asks. */
	readonly chooseTarget: () => void;
	/** Offers the request as code, of the profile that would send it. */
	readonly copyAs: (draft: Draft, profile: Profile | undefined) => void;
	/** Fills a panel from the request on the clipboard. */
	readonly paste: () => void;
	/** Lets a person choose files, and hands them to the page. */
	readonly addFiles: () => void;
	/** Whether a person wants tokens counted as they type. */
	readonly countsTokens: () => boolean;
	/** Carries out what a person chose against a failure. */
	readonly cure: (remedy: Remedy, failed: FailedCall) => void;
	/** Tells a person more about a cause. */
	readonly explain: (cause: Cause) => void;
	/** Whether there is a profile beside this one. */
	readonly hasOthers: (profile: Profile | undefined) => Promise<boolean>;
	/** What a call is likely to cost, in words; undefined where no price is known. */
	readonly costInWords: (model: string, usage: Usage) => Promise<string | undefined>;
	readonly audit: AuditTrail;
	readonly clock: Clock;
	readonly random: Random;
};
