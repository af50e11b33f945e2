import type { SpendLimits } from './spendLimits.ts';

/** In US dollars. */
export type Spend = {
	readonly spentToday: number;
	/** What the next call is likely to cost, where that is known. */
	readonly estimateNext?: number;
	readonly limits: SpendLimits;
};

/** Whether the next call is free to go, goes with a warning, or takes a yes. */
export function judgeSpend({ spentToday, estimateNext = 0, limits }: Spend): 'free' | 'warn' | 'ask' {
	const total = spentToday + estimateNext;
	const isReached = (limit: number) => limit > 0 && total >= limit;
	return isReached(limits.ask) ? 'ask' : isReached(limits.warn) ? 'warn' : 'free';
}
