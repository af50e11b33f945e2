import * as l10n from '@vscode/l10n';
import { namesInWords } from '../namesInWords.ts';
import type { Cost } from './costOf.ts';

/** An amount such as `$12.30`, `$0.0021` or `less than $0.00001`. */
export function usdInWords(usd: number): string {
	if (usd > 0 && usd < 0.000_01) {
		return l10n.t('less than {0}', '$0.00001');
	}
	// Two digits that tell something, of whole dollars the cents.
	const decimals = usd >= 1 || usd === 0 ? 2 : Math.max(2, 1 - Math.floor(Math.log10(usd)));
	return `$${usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: decimals })}`;
}

/** Such as `about $0.0021 (prices as of 2026-11-12)`. */
export function costInWords({ usd, asOf, source }: Cost): string {
	const amount = usdInWords(usd);
	if (source === undefined) {
		return asOf === undefined
			? l10n.t('about {0} (your own prices)', amount)
			: l10n.t('about {0} (your own prices as of {1})', amount, asOf);
	}
	return l10n.t('about {0} (prices as of {1})', amount, asOf ?? '');
}

/** What is wrong with a person's own prices; undefined where nothing is. */
export const ignoredPricesInWords = (ignored: readonly string[]): string | undefined =>
	ignored.length === 0
		? undefined
		: l10n.t(
				'The setting {0} has prices that do not count, since they are not well formed: {1}.',
				'latchkey.prices',
				namesInWords(ignored),
			);
