import * as l10n from '@vscode/l10n';
import type { CheckState, Profile } from '../../core/profiles/profile.ts';

type Look = { readonly words: () => string; readonly icon: string; readonly color?: string };

/** How each state looks and reads: never by colour alone. */
const looks: Readonly<Record<CheckState, Look>> = {
	valid: { words: () => l10n.t('valid'), icon: 'pass', color: 'testing.iconPassed' },
	rejected: { words: () => l10n.t('rejected'), icon: 'error', color: 'testing.iconFailed' },
	offline: { words: () => l10n.t('offline'), icon: 'debug-disconnect' },
	unverified: { words: () => l10n.t('unverified'), icon: 'question' },
};

export const lookOf = (profile: Profile): Look => looks[profile.lastCheck?.state ?? 'unverified'];
