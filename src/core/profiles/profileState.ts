import * as l10n from '@vscode/l10n';
import type { Profile } from './profile.ts';

/** What is known about a credential at a moment. */
export type ProfileState = 'valid' | 'expiring' | 'expired' | 'rejected' | 'offline' | 'unverified';

/** How long before its end a credential counts as expiring, in milliseconds. */
const expiringWithin = 14 * 24 * 60 * 60_000;

/** The state at `now`, in milliseconds since the epoch. A profile that was never checked is unverified. */
export function stateOf({ lastCheck, expiresAt = Number.POSITIVE_INFINITY }: Profile, now: number): ProfileState {
	if (expiresAt <= now || lastCheck?.cause === 'api-key-expired') {
		return 'expired';
	}
	const state = lastCheck?.state ?? 'unverified';
	return state === 'valid' && expiresAt - now < expiringWithin ? 'expiring' : state;
}

/** How a state looks and reads: never by color alone. `icon` is a codicon, `color` a theme color. */
export type Look = { readonly words: string; readonly icon: string; readonly color?: string };

export function lookOf(state: ProfileState): Look {
	switch (state) {
		case 'valid':
			return { words: l10n.t('valid'), icon: 'pass', color: 'testing.iconPassed' };
		case 'expiring':
			return { words: l10n.t('expiring'), icon: 'watch', color: 'list.warningForeground' };
		case 'expired':
			return { words: l10n.t('expired'), icon: 'circle-slash', color: 'testing.iconFailed' };
		case 'rejected':
			return { words: l10n.t('rejected'), icon: 'error', color: 'testing.iconFailed' };
		case 'offline':
			return { words: l10n.t('offline'), icon: 'debug-disconnect' };
		case 'unverified':
			return { words: l10n.t('unverified'), icon: 'question' };
	}
}
