import * as l10n from '@vscode/l10n';
import { countInWords } from '../countInWords.ts';
import { usdInWords } from '../prices/costWords.ts';
import { agoInWords } from '../profiles/ago.ts';
import { visibleText } from '../visibleText.ts';
import { measureOf, type SeenLimit } from './seenLimits.ts';
import type { UsageNow, Used } from './usageNow.ts';

/** More models than that are not told one by one. */
const mostModels = 5;

/**
 * What a profile has used, line by line, against the limits that Google named; empty where that is nothing. Where there are several
 * models, each that has a limit has lines of its own.
 */
export function usageInWords(usage: UsageNow): readonly string[] {
	const { models, limits, now, day } = usage;
	if (day.calls === 0 && limits.length === 0) {
		return [];
	}
	const limited = [...models].filter(([name]) => limits.some(({ model }) => model === name));
	const isOfOne = models.size <= 1;
	const general = isOfOne ? limits : limits.filter(({ model }) => model === undefined);
	const ofModels = (isOfOne ? [] : limited.slice(0, mostModels)).flatMap(([name, used]) => {
		const own = limits.filter(({ model }) => model === name);
		return usedInWords(used, own, now).map((line) => l10n.t('{0}: {1}', visibleText(name), line));
	});
	return [...usedInWords(usage, general, now), ...spentInWords(usage), ...ofModels];
}

function usedInWords({ minute, day }: Used, limits: readonly SeenLimit[], now: number): readonly string[] {
	const line = (what: 'calls' | 'prompt', words: (count: number) => string) => {
		const [perMinute, perDay] = (['minute', 'day'] as const).map((per) =>
			limits.findLast((limit) => {
				const measure = measureOf(limit);
				return limit.value !== undefined && measure?.what === what && measure.per === per;
			}),
		);
		const seen = (limit: SeenLimit | undefined) => limit && agoInWords(limit.seenAt, now);
		// Where both were seen at one time it is told once.
		const isSaidOnce = seen(perMinute) === seen(perDay);
		return l10n.t(
			'{0} in the last minute{1}, {2} today{3}',
			words(minute[what]),
			limitInWords(perMinute, isSaidOnce ? undefined : seen(perMinute)),
			countInWords(day[what]),
			limitInWords(perDay, seen(perDay)),
		);
	};
	const hasTokens = day.prompt + day.output > 0 || limits.some((limit) => measureOf(limit)?.what === 'prompt');
	return [line('calls', callsInWords), ...(hasTokens ? [line('prompt', promptInWords)] : [])];
}

/** Such as ` (limit 1,500, seen 10 minutes ago)`; empty where there is none. */
function limitInWords(limit: SeenLimit | undefined, seen: string | undefined): string {
	if (limit?.value === undefined) {
		return '';
	}
	const value = countInWords(limit.value);
	return ` ${seen === undefined ? l10n.t('(limit {0})', value) : l10n.t('(limit {0}, seen {1})', value, seen)}`;
}

/** Tokens that came back, and what all of it costs. */
function spentInWords({ day }: UsageNow): readonly string[] {
	const { calls, output, usd, unpriced } = day;
	const isPriced = calls > unpriced && usd > 0;
	const cost = isPriced ? [l10n.t('about {0} today, by list prices', usdInWords(usd))] : [];
	const unknown = unpriced === 0 ? [] : [unpricedInWords(unpriced)];
	const tokens = output === 0 ? [] : [l10n.t('{0} tokens of output today', countInWords(output))];
	return [...tokens, ...(cost.length + unknown.length > 0 ? [[...cost, ...unknown].join('; ')] : [])];
}

const callsInWords = (count: number): string =>
	count === 1 ? l10n.t('1 call') : l10n.t('{0} calls', countInWords(count));

const promptInWords = (count: number): string => l10n.t('{0} tokens of prompt', countInWords(count));

const unpricedInWords = (count: number): string =>
	count === 1
		? l10n.t('the price of 1 call is not known')
		: l10n.t('the price of {0} calls is not known', countInWords(count));
