import * as l10n from '@vscode/l10n';

/** How long to wait, for people: rounded up, such as `59 seconds` or `6 hours`. `ms` in milliseconds. */
export const waitInWords = (ms: number): string => inWords(ms, Math.ceil);

/** A length of time for people, to the nearest of such units. `ms` in milliseconds. */
export const aboutInWords = (ms: number): string => inWords(ms, Math.round);

function inWords(ms: number, round: (length: number) => number): string {
	const seconds = round(ms / 1000);
	if (seconds <= 1) {
		return l10n.t('1 second');
	}
	if (seconds < 120) {
		return l10n.t('{0} seconds', seconds);
	}
	const minutes = round(seconds / 60);
	return minutes < 120 ? l10n.t('{0} minutes', minutes) : l10n.t('{0} hours', round(minutes / 60));
}

/** How far this machine's clock is off, as a clause that ends the sentence. `ahead` in milliseconds. */
export const clockInWords = (ahead: number): string =>
	ahead > 0
		? l10n.t('this machine’s clock is {0} ahead of Google’s.', aboutInWords(ahead))
		: l10n.t('this machine’s clock is {0} behind Google’s.', aboutInWords(-ahead));
