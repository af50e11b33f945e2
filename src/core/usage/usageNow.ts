import { type SeenLimit, tierOf } from './seenLimits.ts';
import { type Count, isRecent, nothing, type ProfileUsage, sum } from './usageBook.ts';

/** What was used within the last minute, and since midnight Pacific time. */
export type Used = { readonly minute: Count; readonly day: Count };

/** What a profile has used by now. */
export type UsageNow = Used & {
	readonly now: number;
	/** By id, of the models called today or limited. */
	readonly models: ReadonlyMap<string, Used>;
	/** As Google named them, the latest last. */
	readonly limits: readonly SeenLimit[];
	/** Google named limits of its free tier, and none of another since. */
	readonly isFreeTier: boolean;
};

export function usageAt({ days, recent, limits }: ProfileUsage, now: number, dayOf: (at: number) => string): UsageNow {
	const today = days.get(dayOf(now)) ?? new Map<string, Count>();
	const lately = recent.filter((call) => isRecent(call, now));
	const minuteOf = (model: string | undefined) =>
		lately
			.filter((call) => model === undefined || call.model === model)
			.reduce((all, { count }) => sum(all, count), nothing);
	const limited = limits.flatMap(({ model }) => (model === undefined ? [] : [model]));
	const names = new Set([...today.keys(), ...lately.map(({ model }) => model), ...limited]);
	return {
		now,
		minute: minuteOf(undefined),
		day: [...today.values()].reduce(sum, nothing),
		models: new Map(
			[...names].map((name) => [name, { minute: minuteOf(name), day: today.get(name) ?? nothing }] as const),
		),
		limits,
		isFreeTier: tierOf(limits) === 'free',
	};
}
