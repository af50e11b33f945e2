import * as l10n from '@vscode/l10n';
import { keyKindInWords } from '../credentials/keyKindWords.ts';
import { wordsOf } from '../errors/catalogue/catalogue.ts';
import type { Cause } from '../errors/cause.ts';
import { targetInWords } from '../gemini/targetWords.ts';
import { methodInWords } from './methodWords.ts';
import type { Profile } from './profile.ts';
import { lookOf, stateOf } from './profileState.ts';

/** Where the credential of a profile is sent to: a host, with the path where a gateway has one, and what is asked there. */
export const targetOf = (profile: Profile): string => targetInWords(profile);

/** The method, and what its kind is known to be, such as `API key (auth key by its prefix)`. */
export const methodOf = (profile: Profile): string =>
	profile.method === 'api-key' ? keyKindInWords(profile.keyKind) : methodInWords(profile);

/** State, and why it is that, such as `rejected: API key reported as leaked`. */
export function stateInWords(profile: Profile, now: number): string {
	const { words } = lookOf(stateOf(profile, now));
	const cause = causeOf(profile, now);
	return cause ? l10n.t('{0}: {1}', words, wordsOf({ cause }).title) : words;
}

/** Why the state is what it is; of a day that has passed no check knows. */
export function causeOf(profile: Profile, now: number): Cause | undefined {
	const state = stateOf(profile, now);
	if (state === 'signed-out') {
		return profile.method === 'oauth-user' ? profile.signIn?.ended?.cause : undefined;
	}
	const cause = profile.lastCheck?.cause;
	return state === 'expired' && cause !== 'api-key-expired' ? undefined : cause;
}

export const projectInWords = (profile: Profile): string =>
	profile.quotaProject ??
	(profile.target?.kind === 'vertex' ? profile.target.project : undefined) ??
	profile.lastCheck?.project ??
	((profile.method === 'service-account' && profile.projectId) || undefined) ??
	l10n.t('not known; Google names it only when it refuses a call');
