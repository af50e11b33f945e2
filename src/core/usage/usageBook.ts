import { modelId } from '../modelId.ts';
import { daysBetween } from './pacificDay.ts';
import { type SeenLimit, withLimits } from './seenLimits.ts';

/** What was used: calls, tokens, US dollars where the price is known. `output` holds the thoughts. */
export type Count = {
	readonly calls: number;
	readonly prompt: number;
	readonly output: number;
	readonly usd: number;
	/** Calls that took tokens whose price is not known. */
	readonly unpriced: number;
};

export const nothing: Count = { calls: 0, prompt: 0, output: 0, usd: 0, unpriced: 0 };

export const sum = (one: Count, other: Count): Count => ({
	calls: one.calls + other.calls,
	prompt: one.prompt + other.prompt,
	output: one.output + other.output,
	usd: one.usd + other.usd,
	unpriced: one.unpriced + other.unpriced,
});

/** A call of the last minute. `at` in milliseconds since the epoch. */
export type RecentCall = { readonly at: number; readonly model: string; readonly count: Count };

/** What one profile has used. */
export type ProfileUsage = {
	/** By day (`2026-11-30`), then by model. */
	readonly days: ReadonlyMap<string, ReadonlyMap<string, Count>>;
	readonly recent: readonly RecentCall[];
	readonly limits: readonly SeenLimit[];
	/** The day on which a person was last warned of what was spent. */
	readonly warnedOn?: string;
};

export const unused: ProfileUsage = { days: new Map(), recent: [], limits: [] };

/** By id of the profile. */
export type UsageBook = ReadonlyMap<string, ProfileUsage>;

/** Something to note in the book. */
export type UsageEvent =
	| {
			readonly kind: 'call';
			readonly profileId: string;
			readonly model: string;
			readonly at: number;
			readonly count: Count;
			readonly limits: readonly SeenLimit[];
	  }
	| { readonly kind: 'warned'; readonly profileId: string; readonly at: number }
	| { readonly kind: 'forget'; readonly profileId: string }
	| { readonly kind: 'bring-back'; readonly profileId: string; readonly usage: ProfileUsage };

/** In milliseconds. */
export const minute = 60_000;

/** Days that are kept, with today. */
const daysKept = 7;
/** Calls of the last minute, of one profile: above that nobody's limits lie. */
const mostRecent = 1_000;
/** Of one profile on one day; what comes after goes under one name. */
const mostModels = 50;
const otherModels = 'other';
const mostProfiles = 1_000;
/** In UTF-16 units. */
const longestModel = 100;

/** The book with an event in it, and without what is over by then. */
export function noted(book: UsageBook, event: UsageEvent, dayOf: (at: number) => string): UsageBook {
	const next = new Map(book);
	const before = book.get(event.profileId) ?? unused;
	// The profile used last comes last, so that the first are those to go where there are too many.
	next.delete(event.profileId);
	if (event.kind === 'call') {
		next.set(event.profileId, withCall(before, event, dayOf(event.at)));
	} else if (event.kind === 'warned') {
		next.set(event.profileId, { ...before, warnedOn: dayOf(event.at) });
	} else if (event.kind === 'bring-back') {
		next.set(event.profileId, book.get(event.profileId) ?? event.usage);
	}
	return new Map([...next].slice(-mostProfiles));
}

type Call = Extract<UsageEvent, { readonly kind: 'call' }>;

function withCall(before: ProfileUsage, { model, at, count, limits }: Call, today: string): ProfileUsage {
	const ofToday = new Map(before.days.get(today));
	const id = modelId(model).slice(0, longestModel);
	const name = ofToday.has(id) || ofToday.size < mostModels ? id : otherModels;
	ofToday.set(name, sum(ofToday.get(name) ?? nothing, count));
	// A day to come, of a clock that was wrong, would stay for ever.
	const others = [...before.days].filter(([day]) => day !== today && Math.abs(daysBetween(day, today)) < daysKept);
	return {
		...before,
		days: new Map([...others.slice(1 - daysKept), [today, ofToday]]),
		recent: [...before.recent.filter((call) => isRecent(call, at)), { at, model: name, count }].slice(-mostRecent),
		limits: withLimits(before.limits, limits, at),
	};
}

export const isRecent = ({ at }: RecentCall, now: number): boolean => Math.abs(now - at) < minute;
