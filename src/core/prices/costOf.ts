import type { Usage } from '../gemini/answer.ts';
import { modelId } from '../modelId.ts';
import type { PriceRow, Rates } from './priceRow.ts';
import type { PriceTable } from './priceTable.ts';

/** Tokens of one call. `prompt` holds `cached` and `audio`; `output` is what was said, without `thoughts`. */
export type PricedUsage = {
	readonly prompt: number;
	readonly cached?: number;
	readonly audio?: number;
	readonly thoughts: number;
	readonly output: number;
};

/** What of the tokens of a call is paid for: what tools put into the prompt is part of it. */
export const pricedUsage = ({ prompt, cached, audio, toolUse, thoughts, output }: Usage): PricedUsage => ({
	prompt: prompt + toolUse,
	cached,
	...(audio === undefined ? {} : { audio }),
	thoughts,
	output,
});

/** `model`: the one that answered, by `modelVersion` of the response. `at`: in milliseconds since the epoch. */
export type PricedCall = { readonly model: string; readonly usage: PricedUsage; readonly at: number };

/** What a call costs in US dollars at the price of a day; `source` absent where the price is a person's own. */
export type Cost = { readonly usd: number; readonly asOf?: string; readonly source?: string };

/** The tier above it holds for all tokens of the request. */
const longContext = 200_000;

/** What a call costs; undefined where some price of it is not known, since no number is better than a wrong one. */
export function costOf({ model, usage, at }: PricedCall, { models, asOf }: PriceTable): Cost | undefined {
	const row = rowAt(models.get(modelId(model)) ?? [], at);
	if (!row) {
		return undefined;
	}
	const rates = row.above200k && usage.prompt > longContext ? row.above200k : row;
	const usd = usdOf(usage, rates);
	const date = row.asOf ?? (row.source === undefined ? undefined : asOf);
	return usd === undefined
		? undefined
		: { usd, ...(date ? { asOf: date } : {}), ...(row.source ? { source: row.source } : {}) };
}

function rowAt(rows: readonly PriceRow[], at: number): PriceRow | undefined {
	const date = new Date(at);
	if (Number.isNaN(date.getTime())) {
		return undefined;
	}
	const today = date.toISOString().slice(0, 10);
	return rows.find(({ until }) => until === undefined || today <= until);
}

function usdOf({ prompt, cached = 0, audio = 0, thoughts, output }: PricedUsage, rates: Rates): number | undefined {
	const isSound = [prompt, cached, audio, thoughts, output].every((count) => count >= 0 && Number.isFinite(count));
	const text = prompt - cached - audio;
	const isKnown = (cached === 0 || rates.cached !== undefined) && (audio === 0 || rates.audio !== undefined);
	// Which part of the audio was cached no count tells, and its price there is another.
	if (!isSound || !isKnown || text < 0 || (cached > 0 && audio > 0)) {
		return undefined;
	}
	const { input, cached: ofCached = 0, audio: ofAudio = 0, output: ofOutput } = rates;
	return (text * input + cached * ofCached + audio * ofAudio + (thoughts + output) * ofOutput) / 1e6;
}
