import * as l10n from '@vscode/l10n';
import { keyKindInWords, outlookOf } from '../credentials/keyKind.ts';
import { wordsOf } from '../errors/catalogue/catalogue.ts';
import type { Cause } from '../errors/cause.ts';
import { developerApiHost } from '../gemini/developerApi.ts';
import { agoInWords, dayInWords } from './ago.ts';
import type { Profile } from './profile.ts';
import { lookOf, stateOf } from './profileState.ts';

/** One thing known about a profile, in words. `hint` says more about it, in whole sentences. */
export type Fact = { readonly label: string; readonly value: string; readonly icon: string; readonly hint?: string };

/** Host the credential of a profile is sent to. */
export const targetOf = (_: Profile): string => developerApiHost;

/** State, and why it is that, such as `rejected: API key reported as leaked`. */
export function stateInWords(profile: Profile, now: number): string {
	const { words } = lookOf(stateOf(profile, now));
	const cause = causeOf(profile, now);
	return cause ? l10n.t('{0}: {1}', words, wordsOf({ cause }).title) : words;
}

/** Why the state is what it is; of a day that has passed no check knows. */
function causeOf(profile: Profile, now: number): Cause | undefined {
	const cause = profile.lastCheck?.cause;
	return stateOf(profile, now) === 'expired' && cause !== 'api-key-expired' ? undefined : cause;
}

export const projectInWords = ({ lastCheck }: Profile): string =>
	lastCheck?.project ?? l10n.t('not known; Google names it only when it refuses a call');

/** Everything known about a profile, most wanted first. Times are told as seen at `now`. */
export function factsOf(profile: Profile, now: number): readonly Fact[] {
	const { lastCheck, lastUsedAt, createdAt, expiresAt, keyKind, isProtected } = profile;
	const { icon } = lookOf(stateOf(profile, now));
	const cause = causeOf(profile, now);
	const never = l10n.t('never');
	const outlook = outlookOf(keyKind);
	return [
		{
			label: l10n.t('State'),
			value: stateInWords(profile, now),
			icon,
			...(cause ? { hint: wordsOf({ cause }).sentence } : {}),
		},
		{ label: l10n.t('Method'), value: keyKindInWords(keyKind), icon: 'key', ...(outlook ? { hint: outlook } : {}) },
		{ label: l10n.t('Target'), value: targetOf(profile), icon: 'globe' },
		{ label: l10n.t('Project'), value: projectInWords(profile), icon: 'project' },
		...(isProtected
			? [{ label: l10n.t('Protected'), value: l10n.t('asks before anything is sent'), icon: 'lock' }]
			: []),
		{
			label: l10n.t('Last checked'),
			value: lastCheck ? agoInWords(lastCheck.at, now) : never,
			icon: 'refresh',
		},
		{
			label: l10n.t('Last used'),
			value: lastUsedAt === undefined ? never : agoInWords(lastUsedAt, now),
			icon: 'history',
		},
		{ label: l10n.t('Added'), value: agoInWords(createdAt, now), icon: 'calendar' },
		...(expiresAt === undefined ? [] : [{ label: l10n.t('Ends'), value: dayInWords(expiresAt), icon: 'watch' }]),
	];
}
