import * as l10n from '@vscode/l10n';
import { usdInWords } from '../prices/costWords.ts';
import type { Count } from '../usage/usageBook.ts';
import type { SpendLimits } from './spendLimits.ts';

/** What a profile has spent today, such as `Profile “Work” has spent about $6.20 today; its limit is $5.00.` `name`: as it may be shown. */
export const spentInWords = (name: string, { usd }: Pick<Count, 'usd'>, limit: number): string =>
	usd >= limit
		? l10n.t('Profile “{0}” has spent about {1} today; its limit is {2}.', name, usdInWords(usd), usdInWords(limit))
		: l10n.t('With this call, profile “{0}” would reach its limit of {1} for a day.', name, usdInWords(limit));

/** What a person set for a day. */
export function spendLimitsInWords({ warn, ask }: SpendLimits): string {
	if (warn > 0 && ask > 0) {
		return l10n.t('Latchkey warns from {0} a day on, and asks from {1} on', usdInWords(warn), usdInWords(ask));
	}
	if (warn > 0) {
		return l10n.t('Latchkey warns from {0} a day on', usdInWords(warn));
	}
	return ask > 0 ? l10n.t('Latchkey asks from {0} a day on', usdInWords(ask)) : l10n.t('no limit for a day');
}

/** What the number is made of. */
export const spentDetail = ({ unpriced }: Pick<Count, 'unpriced'>): string =>
	[
		l10n.t('Counted are the calls that Latchkey made since midnight Pacific time, at list prices.'),
		...(unpriced > 0 ? [l10n.t('Calls whose price is not known come on top.')] : []),
	].join(' ');
