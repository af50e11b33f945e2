import * as l10n from '@vscode/l10n';
import type { AnswerAbout, Usage } from '../gemini/answer.ts';
import { finishInWords } from './finishWords.ts';
import type { Fact, TurnNumbers } from './turn.ts';

/** Tokens of a call, such as `12 prompt, 20 thinking, 34 output tokens`. */
export const usageInWords = ({ prompt, cached, toolUse, thoughts, output }: Usage): string =>
	l10n.t(
		'{0} tokens',
		[
			cached > 0 ? l10n.t('{0} prompt ({1} cached)', prompt, cached) : l10n.t('{0} prompt', prompt),
			...(toolUse > 0 ? [l10n.t('{0} tool use', toolUse)] : []),
			...(thoughts > 0 ? [l10n.t('{0} thinking', thoughts)] : []),
			l10n.t('{0} output', output),
		].join(' + '),
	);

/** Times in milliseconds since the call began; `firstText` undefined where none came. */
export const latencyInWords = (total: number, firstText: number | undefined): string =>
	firstText === undefined ? seconds(total) : l10n.t('{0}, first text after {1}', seconds(total), seconds(firstText));

/** `ms` in milliseconds. */
const seconds = (ms: number): string => l10n.t('{0} s', (Math.max(0, ms) / 1000).toFixed(ms < 9_950 ? 1 : 0));

/** What is told under the end of a turn, each with its label; what is not known is left out. `cost` in words. */
export function factsOf(
	numbers: TurnNumbers,
	{ finishReason, modelVersion, tier }: AnswerAbout,
	model: string,
	cost: string | undefined,
): readonly Fact[] {
	const { usage, firstTextMs, totalMs } = numbers;
	const speed = tokensPerSecond(numbers);
	const facts: readonly (readonly [label: string, value: string | undefined])[] = [
		[l10n.t('Total'), totalMs === undefined ? undefined : time(totalMs)],
		[l10n.t('First text'), firstTextMs === undefined ? undefined : time(firstTextMs)],
		[l10n.t('Speed'), speed === undefined ? undefined : l10n.t('{0} tokens/s', rounded(speed))],
		[l10n.t('Prompt'), usage && grouped(usage.prompt)],
		[l10n.t('Cached'), counted(usage?.cached)],
		[l10n.t('Tool use'), counted(usage?.toolUse)],
		[l10n.t('Thinking'), counted(usage?.thoughts)],
		[l10n.t('Output'), usage && grouped(usage.output)],
		[l10n.t('Cost'), cost],
		[l10n.t('Finish'), finishReason && finishInWords(finishReason)],
		[l10n.t('Model version'), modelVersion === model.replace(/^models\//, '') ? undefined : modelVersion],
		[l10n.t('Tier'), tier],
	];
	return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

/** As exact as it is of interest: `83 ms`, or from a second on `2.1 s`. */
const time = (ms: number): string => (ms < 1000 ? l10n.t('{0} ms', Math.max(0, Math.round(ms))) : seconds(ms));

const counted = (count: number | undefined): string | undefined => (count ? grouped(count) : undefined);

/** `12,345`, as the language of the window writes it. */
const grouped = (count: number): string => count.toLocaleString();

const rounded = (value: number): string => (value < 10 ? value.toFixed(1) : grouped(Math.round(value)));

/** Over less time it says more about the network than about the model. In milliseconds. */
const shortestStretch = 200;

/**
 * How fast an answer came once it had begun. Thinking counts where its summary came too: without it the model had thought
 * before the first piece.
 */
export function tokensPerSecond({ usage, firstPieceMs, totalMs, hasThoughts }: TurnNumbers): number | undefined {
	if (!usage || firstPieceMs === undefined || totalMs === undefined || totalMs - firstPieceMs <= shortestStretch) {
		return undefined;
	}
	const tokens = usage.output + (hasThoughts ? usage.thoughts : 0);
	return tokens > 0 ? tokens / ((totalMs - firstPieceMs) / 1000) : undefined;
}
