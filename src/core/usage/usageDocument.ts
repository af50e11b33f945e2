import { isRecord, listOf, textOf } from '../errors/googleError.ts';
import { parseJson } from '../parseJson.ts';
import type { SeenLimit } from './seenLimits.ts';
import type { Count, ProfileUsage, RecentCall, UsageBook } from './usageBook.ts';

/** Version of the stored form; a newer one is never overwritten. */
const version = 1;

/** A thousand profiles in use take less, in UTF-16 units. */
const longestText = 16 * 1024 * 1024;
/** Of a name in it, in UTF-16 units. */
const longestName = 300;

/** The stored book; what in it is no usage is passed over, since losing counts is no great loss. `newer`: of a later Latchkey. */
export function readUsage(text: string | undefined): UsageBook | 'newer' {
	const stored = parseJson(text !== undefined && text.length <= longestText ? text : '');
	if (!isRecord(stored)) {
		return new Map();
	}
	if (typeof stored['version'] === 'number' && stored['version'] > version) {
		return 'newer';
	}
	return mapOf(stored['profiles'], readProfileUsage);
}

export const writeUsage = (book: UsageBook): string =>
	JSON.stringify({ version, profiles: Object.fromEntries(plain(book)) });

const plain = (book: UsageBook) =>
	[...book].map(([id, { days, ...rest }]) => [
		id,
		{ ...rest, days: Object.fromEntries([...days].map(([day, models]) => [day, Object.fromEntries(models)])) },
	]);

const mapOf = <T>(value: unknown, read: (value: unknown) => T | undefined): ReadonlyMap<string, T> =>
	new Map(
		Object.entries(isRecord(value) ? value : {}).flatMap(([name, each]) => {
			const known = name.length <= longestName ? read(each) : undefined;
			return known === undefined ? [] : [[name, known] as const];
		}),
	);

function readProfileUsage(value: unknown): ProfileUsage | undefined {
	if (!isRecord(value)) {
		return undefined;
	}
	const warnedOn = nameIn(value['warnedOn']);
	return {
		days: mapOf(value['days'], (models) => mapOf(models, readCount)),
		recent: listOf(value['recent']).flatMap((call) => readRecent(call) ?? []),
		limits: listOf(value['limits']).flatMap((limit) => readLimit(limit) ?? []),
		...(warnedOn === '' ? {} : { warnedOn }),
	};
}

function readRecent(value: unknown): RecentCall | undefined {
	const { at, model, count } = isRecord(value) ? value : {};
	const read = readCount(count);
	return isCount(at) && read ? { at, model: nameIn(model), count: read } : undefined;
}

function readCount(value: unknown): Count | undefined {
	const { calls, prompt, output, usd, unpriced } = isRecord(value) ? value : {};
	return isCount(calls) && isCount(prompt) && isCount(output) && isCount(usd) && isCount(unpriced)
		? { calls, prompt, output, usd, unpriced }
		: undefined;
}

function readLimit(value: unknown): SeenLimit | undefined {
	const { id, metric, value: limit, model, seenAt } = isRecord(value) ? value : {};
	return isCount(seenAt)
		? {
				id: nameIn(id),
				metric: nameIn(metric),
				seenAt,
				...(isCount(limit) ? { value: limit } : {}),
				...(nameIn(model) === '' ? {} : { model: nameIn(model) }),
			}
		: undefined;
}

const nameIn = (value: unknown): string => textOf(value).slice(0, longestName);

/** Beyond that numbers are not told apart any more. */
const isCount = (value: unknown): value is number =>
	typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
