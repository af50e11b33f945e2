import * as l10n from '@vscode/l10n';
import type { Failure } from '../errors/failure.ts';
import { indexFaultOf } from './indexFault.ts';

/** Why there are no profiles to be seen although there may be some; whole sentences. */
export function unreadableInWords(failure: Failure): string {
	switch (indexFaultOf(failure)) {
		case 'newer':
			return l10n.t(
				'The list of your profiles was written by a newer version of Latchkey. Update Latchkey to use them here; nothing was changed.',
			);
		case 'damaged':
			return l10n.t('The list of your profiles is damaged. Nothing was changed, and it can be repaired.');
		case undefined:
			return l10n.t('The profiles could not be read ({0}). Nothing was changed.', failure.evidence ?? failure.cause);
	}
}
