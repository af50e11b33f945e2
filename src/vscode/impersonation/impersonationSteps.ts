import * as l10n from '@vscode/l10n';
import { isAccountEmail, readChain } from '../../core/impersonation/accountEmail.ts';
import { longestLifetime } from '../../core/impersonation/lifetime.ts';
import { sourcesFor } from '../../core/impersonation/sources.ts';
import { writeOAuthSecret } from '../../core/oauth/oauthSecret.ts';
import { freeName } from '../../core/profiles/freeName.ts';
import { refusalOfName } from '../../core/profiles/names.ts';
import type { TokenProfile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { checkAdded } from '../profiles/checkAdded.ts';
import { profileRow } from '../profiles/profileRow.ts';
import { failureInWords } from '../profiles/sayFailure.ts';
import { type Asked, askChoice, askText } from '../quickInput/ask.ts';
import type { Step } from '../quickInput/steps.ts';

const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

type Draft = { readonly source: TokenProfile; readonly email: string; readonly delegates: readonly string[] };

const title = () => l10n.t('Add Impersonation');

/** The palette flow for a service account that is acted as with the token of another profile. */
export const impersonationSteps =
	(parts: Parts): Step =>
	async () => {
		const asked = await askSource(parts, title(), '');
		return typeof asked === 'string' ? ended(asked) : { next: accountStep(parts, asked.value) };
	};

const ended = (asked: 'back' | 'left'): 'back' | 'end' => (asked === 'back' ? 'back' : 'end');

/** Which profile's token is used. Those that could only lead back to where they began are not offered; `id`: of the profile itself. */
export async function askSource(
	{ store, clock }: Parts,
	heading: string,
	id: string,
	now?: string,
): Promise<Asked<TokenProfile>> {
	const profiles = await store.list();
	const sources = profiles.kind === 'answered' ? sourcesFor(id, profiles.value) : [];
	const rows = sources.map((each) => ({ ...profileRow(each, clock.now(), false), value: each }));
	if (rows.length === 0) {
		const asked = await askChoice({
			title: heading,
			canGoBack: true,
			prompt: l10n.t(
				'Whoever impersonates needs a token of their own first: add a Google sign-in, a service account or an access token.',
			),
			choices: [{ label: l10n.t('There Is No Such Profile Yet'), value: 'back' }],
		});
		return asked === 'left' ? 'left' : 'back';
	}
	return askChoice({
		title: heading,
		canGoBack: true,
		prompt: l10n.t('Whose token is used to ask Google for one of the service account?'),
		choices: rows,
		active: rows.find(({ value }) => value.id === now),
	});
}

const accountStep =
	(parts: Parts, source: TokenProfile): Step =>
	async () => {
		const asked = await askText({
			title: title(),
			canGoBack: true,
			prompt: l10n.t(
				'Mail address of the service account. “{0}” needs the role Service Account Token Creator on it.',
				plainText(source.name),
			),
			placeholder: 'robot@my-project.iam.gserviceaccount.com',
			value: '',
			password: false,
			accept: async (text) => refusalOfAccount(text),
		});
		return typeof asked === 'string'
			? ended(asked)
			: { next: delegatesStep(parts, { source, email: asked.value.trim(), delegates: [] }) };
	};

export const refusalOfAccount = (text: string): string | undefined =>
	isAccountEmail(text.trim())
		? undefined
		: l10n.t('This is not the address of a service account (…gserviceaccount.com).');

const delegatesStep =
	(parts: Parts, draft: Draft): Step =>
	async () => {
		const asked = await askDelegates(title(), []);
		return typeof asked === 'string'
			? ended(asked)
			: { next: nameStep(parts, { ...draft, delegates: readChain(asked.value) }) };
	};

/** Through which accounts the way leads (https://cloud.google.com/iam/docs/create-short-lived-credentials-delegated). */
export const askDelegates = (heading: string, delegates: readonly string[], save?: Save): Promise<Asked<string>> =>
	askText({
		title: heading,
		canGoBack: true,
		prompt: l10n.t(
			'Accounts in between, in order, where the source may not make tokens of the account itself: each may of the next, the last of the account. Empty: none.',
		),
		placeholder: 'first@my-project.iam.gserviceaccount.com, second@…',
		value: delegates.join(', '),
		password: false,
		accept: async (text) => {
			const wrong = readChain(text).find((each) => !isAccountEmail(each));
			return wrong === undefined
				? save?.(readChain(text))
				: l10n.t('“{0}” is not the address of a service account.', plainText(wrong));
		},
	});

type Save = (delegates: readonly string[]) => Promise<string | undefined>;

const nameStep =
	(parts: Parts, { source, email, delegates }: Draft): Step =>
	async () => {
		const profiles = await parts.store.list();
		const others = profiles.kind === 'answered' ? profiles.value : [];
		const asked = await askText({
			title: title(),
			canGoBack: true,
			prompt: l10n.t('{0}, by a token of “{1}”. Give the profile a name.', plainText(email), plainText(source.name)),
			value: freeName(email.split('@')[0] ?? email, others),
			password: false,
			accept: async (text) => {
				const name = text.trim();
				const refusal = refusalOfName(name, others, []);
				if (refusal) {
					return refusal;
				}
				const added = await parts.store.add(
					{
						method: 'impersonation',
						name,
						sourceId: source.id,
						email,
						delegates,
						lifetime: longestLifetime,
						scopes: [cloudPlatform],
						// Who wants to be asked before a token is used wants that for what is made of it too.
						...(source.isProtected ? { isProtected: true } : {}),
					},
					// It has no secret of its own; the vault keeps an empty one, so that all profiles are alike.
					writeOAuthSecret({}),
				);
				if (added.kind !== 'answered') {
					return added.kind === 'failed' ? failureInWords(added.failure) : undefined;
				}
				void checkAdded(parts, added.value);
				return undefined;
			},
		});
		return asked === 'back' ? 'back' : 'end';
	};
