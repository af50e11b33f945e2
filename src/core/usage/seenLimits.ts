import { quotasOf } from '../errors/details.ts';
import type { Failure } from '../errors/failure.ts';
import { modelId } from '../modelId.ts';

/** A limit as Google named it when it refused a call. */
export type SeenLimit = {
	/** Such as `GenerateRequestsPerDayPerProjectPerModel-FreeTier`. */
	readonly id: string;
	readonly metric: string;
	/** Absent where the refusal does not tell. */
	readonly value?: number;
	/** Without `models/`; absent where it holds for all. */
	readonly model?: string;
	/** In milliseconds since the epoch. */
	readonly seenAt: number;
};

/** In milliseconds: what was refused longer ago says little about today. */
const longestKept = 30 * 86_400_000;

/** Of a profile. Google has some three for each model. */
const mostKept = 40;

/** The limits that a failure names, as seen at a time. */
export const limitsOf = ({ error, cause }: Failure, seenAt: number): readonly SeenLimit[] =>
	quotasOf(error?.details ?? []).map(({ id, metric, model, value = cause === 'quota-zero' ? 0 : undefined }) => ({
		id,
		metric,
		seenAt,
		...(value === undefined ? {} : { value }),
		...(model ? { model: modelId(model) } : {}),
	}));

/** What is known after further limits were seen: the latest of each kind, and of the tier seen last alone. */
export function withLimits(known: readonly SeenLimit[], seen: readonly SeenLimit[], now: number): readonly SeenLimit[] {
	const tier = tierOf(seen);
	const isReplaced = (limit: SeenLimit) =>
		seen.some(({ id, model }) => id === limit.id && model === limit.model) ||
		(tier !== undefined && (tierOf([limit]) ?? tier) !== tier);
	return [...known.filter((limit) => !isReplaced(limit)), ...seen]
		.filter(({ seenAt }) => Math.abs(now - seenAt) <= longestKept)
		.slice(-mostKept);
}

/** The tier that the limits are of, by the latest one that names its tier. */
export const tierOf = (limits: readonly SeenLimit[]): 'free' | 'paid' | undefined =>
	limits
		.map(({ id, metric }) => /(free|paid)[ _-]?tier/i.exec(`${id} ${metric}`)?.[1]?.toLowerCase())
		.findLast((tier) => tier === 'free' || tier === 'paid');

/** What a limit counts and over which time; undefined where its name does not tell. */
export function measureOf({ id, metric }: SeenLimit): { what: 'calls' | 'prompt'; per: 'minute' | 'day' } | undefined {
	const per = /per[ _-]?day/i.test(id) ? 'day' : /per[ _-]?minute/i.test(id) ? 'minute' : undefined;
	const isOfTokens = /token/i.test(`${id} ${metric}`);
	// Output has limits of its own at some models, which are not what a prompt has to fit into.
	const isKnown = !isOfTokens || !/output/i.test(`${id} ${metric}`);
	return per && isKnown ? { what: isOfTokens ? 'prompt' : 'calls', per } : undefined;
}
