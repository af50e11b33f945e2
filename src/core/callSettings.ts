/** Ids of settings that only calls read: apart from `ids.ts`, so that activation does not load them. */
export const callSettings = {
	prices: 'latchkey.prices',
	callsAtOnce: 'latchkey.request.callsAtOnce',
	warnPerDay: 'latchkey.spend.warnPerDay',
	askPerDay: 'latchkey.spend.askPerDay',
	spendOfProfiles: 'latchkey.spend.profiles',
} as const;
