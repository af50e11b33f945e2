import * as l10n from '@vscode/l10n';
import type { Profile } from './profile.ts';

/** What is known about a credential at a moment. */
export type ProfileState = 'valid' | 'expiring' | 'expired' | 'signed-out' | 'rejected' | 'offline' | 'unverified';

/** How long before its end a credential counts as expiring, in milliseconds. */
const day = 24 * 60 * 60_000;
const expiringWithin = 14 * day;

/** The state at `now`, in milliseconds since the epoch. A profile that was never checked is unverified. */
export function stateOf(profile: Profile, now: number): ProfileState {
	const { lastCheck, method } = profile;
	const end = endOf(profile);
	if (method === 'oauth-user' && (!profile.signIn || profile.signIn.ended)) {
		return 'signed-out';
	}
	if (end <= now || lastCheck?.cause === 'api-key-expired') {
		return 'expired';
	}
	const state = lastCheck?.state ?? 'unverified';
	// A token lives for an hour: that it will end is no news.
	const within = method === 'api-key' ? expiringWithin : method === 'oauth-user' ? day : 0;
	return state === 'valid' && end - now < within ? 'expiring' : state;
}

/** When the credential ends by what is known today, in milliseconds since the epoch. */
export const endOf = (profile: Profile): number =>
	Math.min(
		profile.expiresAt ?? Number.POSITIVE_INFINITY,
		(profile.method === 'oauth-user' && profile.signIn?.refreshExpiresAt) || Number.POSITIVE_INFINITY,
	);

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
		case 'signed-out':
			return { words: l10n.t('signed out'), icon: 'sign-in' };
		case 'rejected':
			return { words: l10n.t('rejected'), icon: 'error', color: 'testing.iconFailed' };
		case 'offline':
			return { words: l10n.t('offline'), icon: 'debug-disconnect' };
		case 'unverified':
			return { words: l10n.t('unverified'), icon: 'question' };
	}
}
