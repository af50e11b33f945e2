import * as l10n from '@vscode/l10n';
import type { KeyKind } from './keyKind.ts';

/** Such as `API key (auth key by its prefix)`. */
export function keyKindInWords(kind: KeyKind): string {
	switch (kind) {
		case 'auth':
			return l10n.t('API key (auth key by its prefix)');
		case 'standard':
			return l10n.t('API key (standard key by its prefix)');
		case 'other':
			return l10n.t('API key');
	}
}

/** What Google has announced for keys of this kind; undefined where nothing is known. */
export const outlookOf = (kind: KeyKind): string | undefined =>
	kind === 'standard'
		? l10n.t(
				'Google has rejected unrestricted standard keys since June 19, 2026, and announced the end of all standard keys for September 2026. Auth keys (AQ.…) replace them.',
			)
		: undefined;
