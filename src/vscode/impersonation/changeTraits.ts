import * as l10n from '@vscode/l10n';
import { longestLifetime, shortestLifetime } from '../../core/impersonation/lifetime.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { ImpersonationProfile, Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { failureInWords, sayFailure } from '../profiles/sayFailure.ts';
import { type Asked, askText } from '../quickInput/ask.ts';
import { askDelegates, askSource, refusalOfAccount } from './impersonationSteps.ts';

/** What of an impersonation can be changed, each by a question of its own. */
export type Trait = 'source' | 'account' | 'delegates' | 'lifetime';

/** Asks for one trait of an impersonation, and keeps the answer. */
export async function changeTrait(parts: Parts, profile: Profile, trait: Trait): Promise<Asked<unknown> | 'back'> {
	return profile.method === 'impersonation' ? questions[trait](parts, profile) : 'back';
}

type Question = (parts: Parts, profile: ImpersonationProfile) => Promise<Asked<unknown>>;

const questions: Readonly<Record<Trait, Question>> = {
	source: async (parts, profile) => {
		const { id, name, sourceId } = profile;
		const asked = await askSource(parts, l10n.t('Source of “{0}”', name), id, sourceId);
		if (typeof asked === 'string') {
			return asked;
		}
		const outcome = await parts.store.editMethod(profile, { sourceId: asked.value.id });
		sayFailure(outcome.kind === 'failed' ? outcome.failure : undefined, profile);
		return 'back';
	},
	account: ({ store }, profile) =>
		askText({
			title: l10n.t('Account of “{0}”', profile.name),
			canGoBack: true,
			prompt: l10n.t('Mail address of the service account.'),
			value: profile.email,
			password: false,
			accept: async (text) =>
				refusalOfAccount(text) ?? refusalOf(await store.editMethod(profile, { email: text.trim() })),
		}),
	delegates: ({ store }, profile) =>
		askDelegates(l10n.t('Accounts in Between of “{0}”', profile.name), profile.delegates, async (delegates) =>
			refusalOf(await store.editMethod(profile, { delegates })),
		),
	lifetime: ({ store }, profile) =>
		askText({
			title: l10n.t('Life of the Tokens of “{0}”', profile.name),
			canGoBack: true,
			prompt: l10n.t('In minutes, from {0} to {1}.', shortestLifetime / 60, longestLifetime / 60),
			value: String(Math.round(profile.lifetime / 60)),
			password: false,
			accept: async (text) => {
				const lifetime = Number(text) * 60;
				return Number.isInteger(lifetime) && lifetime >= shortestLifetime && lifetime <= longestLifetime
					? refusalOf(await store.editMethod(profile, { lifetime }))
					: l10n.t('This is no number of minutes from {0} to {1}.', shortestLifetime / 60, longestLifetime / 60);
			},
		}),
};

const refusalOf = (outcome: Outcome<unknown>): string | undefined =>
	outcome.kind === 'failed' ? failureInWords(outcome.failure) : undefined;
