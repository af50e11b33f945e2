import { isRecord } from '../errors/googleError.ts';

/** US dollars for a million tokens. `cached`, `audio`: of the prompt; absent where not known. `output` counts for thoughts too. */
export type Rates = {
	readonly input: number;
	readonly output: number;
	readonly cached?: number;
	readonly audio?: number;
};

/** Prices of one model. Days are written `2026-12-31` and end by UTC. */
export type PriceRow = Rates & {
	/** Holds for the whole of a request whose prompt is longer than 200,000 tokens. */
	readonly above200k?: Rates;
	/** The last day on which these are the prices. */
	readonly until?: string;
	/** When the source was last known to say so. */
	readonly asOf?: string;
	/** Where it says so; absent in a person's own prices. */
	readonly source?: string;
};

/** Far above what any model costs, so that a slip of the keyboard is no price. */
const highest = 10_000;

const rateNames = ['input', 'output', 'cached', 'audio'];
const rowNames = [...rateNames, 'above200k', 'until', 'asOf', 'source'];

/** Reads prices from outside; undefined where anything in them is no price, such as a name that is misspelled. */
export function readPriceRow(value: unknown): PriceRow | undefined {
	if (!isRecord(value) || !hasOnly(value, rowNames)) {
		return undefined;
	}
	const { above200k, until, asOf, source } = value;
	const rates = ratesIn(value);
	const above = above200k === undefined ? undefined : readRates(above200k);
	const isWhole =
		(above200k === undefined || above !== undefined) &&
		[until, asOf].every((day) => day === undefined || isDay(day)) &&
		(source === undefined || (typeof source === 'string' && source.startsWith('https://')));
	return rates && isWhole
		? {
				...rates,
				...(above ? { above200k: above } : {}),
				...(until === undefined ? {} : { until: String(until) }),
				...(asOf === undefined ? {} : { asOf: String(asOf) }),
				...(source === undefined ? {} : { source: String(source) }),
			}
		: undefined;
}

const readRates = (value: unknown): Rates | undefined =>
	isRecord(value) && hasOnly(value, rateNames) ? ratesIn(value) : undefined;

function ratesIn({ input, output, cached, audio }: Readonly<Record<string, unknown>>): Rates | undefined {
	const isKnown = isRate(input) && isRate(output);
	const isWhole = [cached, audio].every((rate) => rate === undefined || isRate(rate));
	return isKnown && isWhole
		? { input, output, ...(isRate(cached) ? { cached } : {}), ...(isRate(audio) ? { audio } : {}) }
		: undefined;
}

const isRate = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= highest;

const isDay = (value: unknown): boolean => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

const hasOnly = (value: object, names: readonly string[]): boolean =>
	Object.keys(value).every((name) => names.includes(name));
