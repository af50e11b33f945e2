import * as l10n from '@vscode/l10n';
import type { Usage } from '../gemini/answer.ts';

/** Tokens of a call, such as `12 prompt, 20 thinking, 34 output tokens`. */
export const usageInWords = ({ prompt, thoughts, output }: Usage): string =>
	l10n.t(
		'{0} tokens',
		[
			l10n.t('{0} prompt', prompt),
			...(thoughts > 0 ? [l10n.t('{0} thinking', thoughts)] : []),
			l10n.t('{0} output', output),
		].join(' + '),
	);

/** Times in milliseconds since the call began; `firstText` undefined where none came. */
export const latencyInWords = (total: number, firstText: number | undefined): string =>
	firstText === undefined ? seconds(total) : l10n.t('{0}, first text after {1}', seconds(total), seconds(firstText));

const seconds = (ms: number): string => l10n.t('{0} s', (Math.max(0, ms) / 1000).toFixed(ms < 9_950 ? 1 : 0));
