/**
 * The day by which Google counts, as `2026-11-30`: its limits per day begin anew at midnight Pacific time
 * (https://ai.google.dev/gemini-api/docs/rate-limits). `at` in milliseconds since the epoch.
 */
export function pacificDay(at: number): string {
	format ??= formatOf('America/Los_Angeles');
	const date = new Date(at);
	const parts = Number.isNaN(date.getTime()) ? [] : format.formatToParts(date);
	const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
	return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** Made once: making one takes longer than using it a hundred times. */
let format: Intl.DateTimeFormat | undefined;

const formatOf = (timeZone: string): Intl.DateTimeFormat =>
	new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** How many days `later` comes after `earlier`, both as `2026-11-30`; NaN where one of them is no day. */
export const daysBetween = (earlier: string, later: string): number =>
	Math.round((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
