import * as l10n from '@vscode/l10n';
import { outlookOf } from '../credentials/keyKindWords.ts';
import { wordsOf } from '../errors/catalogue/catalogue.ts';
import { shortScope } from '../oauth/scopes.ts';
import { sourceInWords } from '../secretSources/sourceWords.ts';
import { agoInWords, dayInWords, momentInWords } from './ago.ts';
import type { Profile, Signing } from './profile.ts';
import { endOf, lookOf, stateOf } from './profileState.ts';
import { causeOf, methodOf, projectInWords, stateInWords, targetOf } from './profileWords.ts';

/** One thing known about a profile, in words. `hint` says more about it, in whole sentences. */
export type Fact = { readonly label: string; readonly value: string; readonly icon: string; readonly hint?: string };

/** Everything known about a profile, most wanted first. Times are told as seen at `now`. */
export function factsOf(profile: Profile, now: number): readonly Fact[] {
	const { lastCheck, lastUsedAt, createdAt, isProtected } = profile;
	const { icon } = lookOf(stateOf(profile, now));
	const cause = causeOf(profile, now);
	const never = l10n.t('never');
	const outlook = profile.method === 'api-key' ? outlookOf(profile.keyKind) : undefined;
	return [
		{
			label: l10n.t('State'),
			value: stateInWords(profile, now),
			icon,
			...(cause ? { hint: wordsOf({ cause }).sentence } : {}),
		},
		{ label: l10n.t('Method'), value: methodOf(profile), icon: 'key', ...(outlook ? { hint: outlook } : {}) },
		...sourceFacts(profile),
		...identityFacts(profile, now),
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
		...endFacts(profile, now),
	];
}

/** Where the secret is kept, if not here. */
function sourceFacts(profile: Profile): readonly Fact[] {
	const source = 'source' in profile ? profile.source : undefined;
	return source
		? [
				{
					label: l10n.t('Secret kept in'),
					value: sourceInWords(source),
					icon: 'references',
					hint: l10n.t('Latchkey fetches it from there when it is needed, and stores it nowhere.'),
				},
			]
		: [];
}

/** Who is signed in by which client, and what that allows. */
function identityFacts(profile: Profile, now: number): readonly Fact[] {
	if (profile.method === 'api-key') {
		return [];
	}
	const { account, client } = namesOf(profile);
	const scopes = (profile.method === 'oauth-user' ? profile.signIn?.scopes : profile.scopes) ?? [];
	return [
		...(account ? [{ label: l10n.t('Account'), value: account, icon: 'account' }] : []),
		...(client ? [{ label: l10n.t('OAuth client'), value: client, icon: 'plug' }] : []),
		...('server' in profile
			? [{ label: l10n.t('Tokens from'), value: new URL(profile.server.token_endpoint).host, icon: 'server' }]
			: []),
		...(profile.method === 'service-account'
			? [
					{ label: l10n.t('Key id'), value: profile.keyId, icon: 'key' },
					...keyAgeFacts(profile.keyMadeAt, now),
					{ label: l10n.t('Tokens'), value: signingInWords(profile.signing), icon: 'server' },
					...(profile.subject ? [{ label: l10n.t('Acts for'), value: profile.subject, icon: 'person' }] : []),
				]
			: []),
		...(profile.method === 'workload-identity'
			? [
					{
						label: l10n.t('Provider'),
						value: profile.audience.replace(/^.*ools\//, ''),
						icon: 'link',
						hint: profile.audience,
					},
					{ label: l10n.t('Proof from'), value: profile.proofFrom, icon: 'file' },
				]
			: []),
		...(profile.method === 'impersonation'
			? [
					...(profile.delegates.length > 0
						? [{ label: l10n.t('Through'), value: profile.delegates.join(' → '), icon: 'references' }]
						: []),
					{ label: l10n.t('Tokens live'), value: minutesInWords(profile.lifetime), icon: 'watch' },
				]
			: []),
		...(scopes.length > 0
			? [{ label: l10n.t('Scopes'), value: scopes.map(shortScope).join(', '), icon: 'shield', hint: scopes.join(' ') }]
			: []),
	];
}

/** Google advises this (https://cloud.google.com/iam/docs/key-rotation). In milliseconds. */
const longestKeyLife = 90 * 24 * 60 * 60_000;

/** How old the key of a service account is; of one that is too old also what to do about it. */
function keyAgeFacts(madeAt: number | undefined, now: number): readonly Fact[] {
	if (madeAt === undefined) {
		return [];
	}
	const value = `${agoInWords(madeAt, now)} (${dayInWords(madeAt)})`;
	const advice = l10n.t('Google advises taking a new key after 90 days. “Replace Key…” gives it to this profile.');
	return [
		{
			label: l10n.t('Key made'),
			value,
			icon: 'tag',
			...(now - madeAt > longestKeyLife ? { hint: advice } : {}),
		},
	];
}

function namesOf(profile: Profile): { readonly account?: string | undefined; readonly client?: string } {
	switch (profile.method) {
		case 'api-key':
		case 'adc':
			return {};
		case 'oauth-user':
			return { account: profile.signIn?.account, client: profile.client.id };
		case 'oauth-client-credentials':
			return { client: profile.clientId };
		case 'access-token':
			return { account: profile.account };
		case 'service-account':
		case 'impersonation':
		case 'workload-identity':
			return { account: profile.email };
	}
}

const minutesInWords = (seconds: number): string => l10n.t('{0} minutes', Math.round(seconds / 60));

const signingInWords = (signing: Signing): string =>
	signing === 'exchange' ? l10n.t('Google gives them for a signed request') : l10n.t('signed by the account itself');

/** When it ends: a token that lives for an hour to the minute, anything else to the day. */
function endFacts(profile: Profile, now: number): readonly Fact[] {
	const end = endOf(profile);
	if (end === Number.POSITIVE_INFINITY) {
		return [];
	}
	const value = profile.method === 'access-token' ? momentInWords(end, now) : dayInWords(end);
	return [{ label: l10n.t('Ends'), value, icon: 'watch' }];
}
