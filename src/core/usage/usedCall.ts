import type { Failure } from '../errors/failure.ts';
import type { PricedUsage } from '../prices/costOf.ts';
import { limitsOf } from './seenLimits.ts';
import type { UsageEvent } from './usageBook.ts';

/** A call that is over, however it ended. */
export type UsedCall = {
	readonly profileId: string;
	/** The model that answered (`modelVersion`), or else the one that was asked. */
	readonly model: string;
	/** Tokens, where the answer told. */
	readonly usage?: PricedUsage;
	/** US dollars, where the price is known. */
	readonly usd?: number;
	/** How often it was sent; once where nothing says more. */
	readonly attempts?: number;
	/** Each attempt that failed, also where a later one did not: they name the limits. */
	readonly failures?: readonly Failure[];
};

/** What the meter notes of a call. Each attempt is a call to Google. */
export function eventOf({ profileId, model, usage, usd, attempts, failures = [] }: UsedCall, at: number): UsageEvent {
	const prompt = countOf(usage?.prompt);
	const output = countOf(usage?.thoughts) + countOf(usage?.output);
	return {
		kind: 'call',
		profileId,
		model,
		at,
		count: {
			calls: Math.max(1, countOf(attempts), ...failures.map((failure) => countOf(failure.attempts))),
			prompt,
			output,
			usd: countOf(usd),
			unpriced: usd === undefined && prompt + output > 0 ? 1 : 0,
		},
		limits: failures.flatMap((failure) => limitsOf(failure, at)),
	};
}

/** A count that a server told, as far as it is one. */
const countOf = (told: number | undefined): number =>
	told !== undefined && told >= 0 && told <= Number.MAX_SAFE_INTEGER ? told : 0;
