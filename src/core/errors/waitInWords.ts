import * as l10n from '@vscode/l10n';

/** A length of time for people, rounded up, such as `59 seconds` or `6 hours`. `ms` in milliseconds. */
export function waitInWords(ms: number): string {
	const seconds = Math.ceil(ms / 1000);
	if (seconds <= 1) {
		return l10n.t('1 second');
	}
	if (seconds < 120) {
		return l10n.t('{0} seconds', seconds);
	}
	const minutes = Math.ceil(seconds / 60);
	return minutes < 120 ? l10n.t('{0} minutes', minutes) : l10n.t('{0} hours', Math.ceil(minutes / 60));
}

/** How far this machine's clock is off, as a clause that ends the sentence. `ahead` in milliseconds. */
export const clockInWords = (ahead: number): string =>
	ahead > 0
		? l10n.t('this machine’s clock is {0} ahead of Google’s.', waitInWords(ahead))
		: l10n.t('this machine’s clock is {0} behind Google’s.', waitInWords(-ahead));
