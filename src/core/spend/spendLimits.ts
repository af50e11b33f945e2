import { isRecord } from '../errors/googleError.ts';
import { lookUp } from '../lookUp.ts';

/** In US dollars for one day; 0: none. From `warn` on a person is told once, from `ask` on asked before each call. */
export type SpendLimits = { readonly warn: number; readonly ask: number };

/** What holds where a setting says nothing, or nothing that makes sense. The manifest shows the same. */
export const usualLimits: SpendLimits = { warn: 5, ask: 20 };

/** Values of `latchkey.spend.warnPerDay`, `latchkey.spend.askPerDay` and `latchkey.spend.profiles`, as they were set. */
export type SpendSettings = { readonly warn: unknown; readonly ask: unknown; readonly profiles: unknown };

/** The limits of a profile: its own by its name, else those of all. */
export function spendLimitsOf(name: string, { warn, ask, profiles }: SpendSettings): SpendLimits {
	const found = isRecord(profiles) ? lookUp(profiles, name) : undefined;
	const own = isRecord(found) ? found : {};
	return {
		warn: limitIn(own['warn']) ?? limitIn(warn) ?? usualLimits.warn,
		ask: limitIn(own['ask']) ?? limitIn(ask) ?? usualLimits.ask,
	};
}

const limitIn = (value: unknown): number | undefined =>
	typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : undefined;
