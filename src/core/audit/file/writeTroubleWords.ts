import * as l10n from '@vscode/l10n';
import { countInWords } from '../../countInWords.ts';
import type { WriteTrouble } from './auditWriter.ts';

/** Trouble with writing, as a person reads it: the reason, and what becomes of the events. */
export function writeTroubleInWords(trouble: WriteTrouble): string {
	if (trouble.kind === 'failed') {
		return l10n.t(
			'The audit log cannot be written: {0}. Everything else works on; what happens meanwhile is kept in memory and written as soon as possible.',
			reasonOf(trouble.error),
		);
	}
	return trouble.lost > 0
		? l10n.t(
				'The audit log is written again. {0} events no longer fitted into memory and are not in it.',
				countInWords(trouble.lost),
			)
		: l10n.t('The audit log is written again, and nothing is missing in it.');
}

/** By the codes of POSIX, which Node gives everywhere. Other messages name paths, and stand in the log alone. */
function reasonOf(error: unknown): string {
	const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
	switch (code) {
		case 'ENOSPC':
		case 'EDQUOT':
			return l10n.t('the disk is full');
		case 'EACCES':
		case 'EPERM':
		case 'EROFS':
			return l10n.t('its folder may not be written to');
		default:
			return l10n.t('the log channel says why');
	}
}
