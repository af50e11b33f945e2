import * as l10n from '@vscode/l10n';
import type { Abilities } from '../../core/gemini/abilities.ts';
import { grouped } from '../../core/grouped.ts';

/** What is known of a model, in one line; empty where nothing is. */
export function modelLine({ inputTokenLimit, outputTokenLimit, thinking }: Abilities): string {
	const known = [
		...(inputTokenLimit === undefined ? [] : [l10n.t('{0} tokens in', grouped(inputTokenLimit))]),
		...(outputTokenLimit === undefined ? [] : [l10n.t('{0} out', grouped(outputTokenLimit))]),
		...thinkingInWords(thinking),
	];
	return known.join(' · ');
}

function thinkingInWords(thinking: Abilities['thinking']): readonly string[] {
	switch (thinking.kind) {
		case 'none':
			return [l10n.t('does not think')];
		case 'level':
			return [l10n.t('thinks')];
		case 'budget':
			return [thinking.mayBeOff ? l10n.t('thinks if wanted') : l10n.t('always thinks')];
		case 'unknown':
			return [];
	}
}
