import * as l10n from '@vscode/l10n';
import { countInWords } from '../../countInWords.ts';
import type { ChainFault, ChainReport, Place } from './chainCheck.ts';

/** The outcome of a verification in a sentence or two. */
export function reportInWords({ records, writers, faults, faultCount }: ChainReport): string {
	const [first] = faults;
	if (!first) {
		return records === 0
			? l10n.t('The audit log is empty.')
			: l10n.t('The audit log is intact: {0} events of {1} windows.', countInWords(records), countInWords(writers));
	}
	return faultCount === 1
		? l10n.t('The audit log was changed: {0}', faultInWords(first))
		: l10n.t('The audit log was changed in {0} places, the first: {1}', countInWords(faultCount), faultInWords(first));
}

/** The whole outcome as a text of lines, for reading at leisure. */
export function reportText(report: ChainReport, folder: string): string {
	const { first, last, faults, faultCount, unfinished } = report;
	const more = faultCount - faults.length;
	return [
		reportInWords(report),
		...(first === undefined || last === undefined ? [] : [l10n.t('From {0} to {1}.', timeText(first), timeText(last))]),
		l10n.t('Folder: {0}', folder),
		...faults.map((fault) => `- ${faultInWords(fault)}`),
		...(more > 0 ? [l10n.t('… and {0} more.', countInWords(more))] : []),
		...(unfinished.length > 0
			? [
					'',
					l10n.t(
						'Unfinished lines, left by a window that was killed or by a full disk. Nothing in them was acknowledged, and nothing is wrong with them:',
					),
					...unfinished.map((place) => `- ${placeText(place)}`),
				]
			: []),
		'',
		l10n.t(
			'Each window writes a chain: every line holds the hash of the one before, and a file beside the log the hash of the last. Whoever may write to this folder and knows how can still make a chain anew from end to end. Forward the log to a collector to rule that out.',
		),
		'',
	].join('\n');
}

export function faultInWords(fault: ChainFault): string {
	switch (fault.kind) {
		case 'changed':
			return l10n.t('{0} is not what was written there.', placeText(fault.at));
		case 'missing':
			return missingInWords(fault);
		case 'moved':
			return l10n.t('{0} was moved: event {1} of window {2} was not written there.', ...where(fault));
		case 'repeated':
			return l10n.t('{0} is a copy: event {1} of window {2} stands elsewhere.', ...where(fault));
		case 'no-head':
			return l10n.t(
				'From {0} on, window {1} has lines but no file in “heads”: that was deleted, or the lines are not from Latchkey.',
				placeText(fault.at),
				fault.writer,
			);
		case 'other-head':
			return l10n.t(
				'{0} is not the line that the file of window {1} in “heads” names.',
				placeText(fault.at),
				fault.writer,
			);
		case 'unreadable':
			return l10n.t('The file {0} cannot be read.', fault.file);
	}
}

function missingInWords({ writer, from, to, at }: Extract<ChainFault, { readonly kind: 'missing' }>): string {
	const count = countInWords(to - from + 1);
	if (at) {
		return from === to
			? l10n.t('Before {0}, event {1} of window {2} is missing.', placeText(at), from, writer)
			: l10n.t('Before {0}, {1} events of window {2} are missing: {3} to {4}.', placeText(at), count, writer, from, to);
	}
	return from === to
		? l10n.t('The log was cut: event {0} of window {1}, its last, is missing.', from, writer)
		: l10n.t('The log was cut: the last {0} events of window {1} are missing, {2} to {3}.', count, writer, from, to);
}

const where = (fault: { readonly at: Place; readonly sequence: number; readonly writer: string }) =>
	[placeText(fault.at), fault.sequence, fault.writer] as const;

const placeText = ({ file, line }: Place): string => l10n.t('Line {0} of {1}', line, file);

const timeText = (time: number): string => new Date(time).toISOString();
