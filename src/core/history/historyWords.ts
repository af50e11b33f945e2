import * as l10n from '@vscode/l10n';
import { wordsOf } from '../errors/catalogue/catalogue.ts';
import type { HistoryEnd, HistoryEntry } from './historyEntry.ts';

/** How a request ended, such as `Answered` or `Busy`. */
export function endInWords(end: HistoryEnd): string {
	switch (end.kind) {
		case 'answered':
			return l10n.t('Answered');
		case 'cancelled':
			return l10n.t('Stopped');
		case 'interrupted':
			return l10n.t('Interrupted');
		case 'failed':
			return wordsOf({ cause: end.cause }).title;
	}
}

/** The answer as a text of its own; where there is none, why, and where only its beginning was kept, that. */
export function answerText({ answer, isAnswerCut, end }: HistoryEntry): string {
	if (answer === '') {
		return l10n.t('There is no answer. {0}.', endInWords(end));
	}
	return isAnswerCut ? `${answer}\n\n${l10n.t('[The answer was longer. Only its beginning was kept.]')}` : answer;
}

/** What a request that is filled in again lacks, each a sentence. */
export const lackingInWords = ({ hadSecret, areFieldsCut, attachments }: HistoryEntry): readonly string[] => [
	...(hadSecret ? [l10n.t('A secret in the request was not kept: “[redacted]” stands in its place.')] : []),
	...(areFieldsCut ? [l10n.t('The request was too long to be kept as a whole. Look at its end.')] : []),
	...(attachments.length > 0 ? [l10n.t('Attachments are not kept. Attach again: {0}.', attachments.join(', '))] : []),
];
