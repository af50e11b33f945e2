import * as l10n from '@vscode/l10n';
import { wordsOf } from '../../core/errors/catalogue/catalogue.ts';
import type { Failure } from '../../core/errors/failure.ts';
import { writeOAuthSecret } from '../../core/oauth/oauthSecret.ts';
import type { TokenInfo } from '../../core/oauth/protocol.ts';
import { shortScope } from '../../core/oauth/scopes.ts';
import { momentInWords } from '../../core/profiles/ago.ts';
import { freeName } from '../../core/profiles/freeName.ts';
import { refusalOfName } from '../../core/profiles/names.ts';
import type { AccessTokenProfile, Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { checkAdded } from '../profiles/checkAdded.ts';
import { failureInWords, sayFailure } from '../profiles/sayFailure.ts';
import { askChoice, askText } from '../quickInput/ask.ts';
import { runSteps, type Step } from '../quickInput/steps.ts';

/** A token with what Google says about it; `refusal` where Google does not know it. */
type EnteredToken = { readonly token: string; readonly info?: TokenInfo; readonly refusal?: Failure };

/** The palette flow that makes a profile of a pasted token. */
export const accessTokenSteps = (parts: Parts): Step =>
	tokenSteps(parts, l10n.t('Add Access Token'), true, (entered) => nameStep(parts, entered));

/** Gives a profile another token, since nothing renews the one it had. */
export async function replaceToken(parts: Parts, profile: AccessTokenProfile): Promise<void> {
	const title = l10n.t('Another Token for “{0}”', profile.name);
	await runSteps(
		tokenSteps(parts, title, false, (entered) => async () => {
			const facts = factsOf(entered);
			const renewed = ({ lastCheck: _, expiresAt: __, ...rest }: Profile): Profile =>
				({ ...rest, ...facts }) as Profile;
			const kept = await parts.store.replaceSecret(profile.id, secretOf(parts, entered), renewed);
			if (kept.kind === 'answered') {
				await checkAdded(parts, kept.value);
			} else {
				sayFailure(kept.kind === 'failed' ? kept.failure : undefined, profile);
			}
			return 'end';
		}),
	);
}

/** Asks for a token, and Google about it: whose it is, what it allows, how long it lives. */
function tokenSteps(parts: Parts, title: string, canGoBack: boolean, then: (entered: EnteredToken) => Step): Step {
	let entered: EnteredToken | undefined;
	return async () => {
		const asked = await askText({
			title,
			canGoBack,
			prompt: l10n.t(
				'Paste an access token of Google’s, such as “gcloud auth print-access-token” prints. Google is asked about it. It lives for an hour or less, and nothing renews it.',
			),
			placeholder: 'ya29.…',
			value: '',
			password: true,
			accept: async (text, signal) => {
				const token = text.trim().replace(/^Bearer /i, '');
				// RFC 6750, section 2.1.
				if (!/^[\w.~+/-]+=*$/.test(token)) {
					return l10n.t('This is no access token: it is one word of letters, digits and a few signs.');
				}
				const { protocol } = await parts.signIn();
				const info = await protocol.tokenInfo(token, signal);
				if (info.kind !== 'cancelled') {
					entered = info.kind === 'answered' ? { token, info: info.value } : { token, refusal: info.failure };
				}
				return undefined;
			},
		});
		if (typeof asked === 'string' || !entered) {
			return asked === 'back' ? 'back' : 'end';
		}
		return { next: entered.refusal ? anywayStep(title, entered, entered.refusal, then) : then(entered) };
	};
}

const anywayStep =
	(title: string, entered: EnteredToken, refusal: Failure, then: (entered: EnteredToken) => Step): Step =>
	async () => {
		const asked = await askChoice({
			title: `${title}: ${wordsOf(refusal).title}`,
			canGoBack: true,
			prompt:
				refusal.cause === 'token-invalid'
					? l10n.t('Google was asked about this token and does not know it. {0}', wordsOf(refusal).sentence)
					: l10n.t('Google could not be asked about this token. {0}', wordsOf(refusal).sentence),
			choices: [
				{ label: l10n.t('Enter the Token Again'), value: 'again' },
				{ label: l10n.t('Save Anyway'), detail: l10n.t('Without knowing whose it is or when it ends.'), value: 'save' },
			],
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		return asked.value === 'save' ? { next: then(entered) } : 'back';
	};

const nameStep =
	(parts: Parts, entered: EnteredToken): Step =>
	async () => {
		const profiles = await parts.store.list();
		const others = profiles.kind === 'answered' ? profiles.value : [];
		const asked = await askText({
			title: l10n.t('Add Access Token'),
			canGoBack: true,
			prompt: `${infoInWords(parts, entered)} ${l10n.t('Give the profile a name.')}`,
			value: freeName(l10n.t('Access token'), others),
			password: false,
			accept: async (text) => {
				const name = text.trim();
				const refusal = refusalOfName(name, others, [entered.token]);
				if (refusal) {
					return refusal;
				}
				const added = await parts.store.add(
					{ name, method: 'access-token', ...factsOf(entered) },
					secretOf(parts, entered),
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

function infoInWords({ clock }: Parts, { info }: EnteredToken): string {
	if (!info) {
		return '';
	}
	const { account, scopes, expiresAt } = info;
	return [
		...(account ? [l10n.t('The token is {0}’s.', plainText(account))] : []),
		l10n.t('It allows: {0}.', scopes.map((each) => plainText(shortScope(each))).join(', ') || l10n.t('nothing')),
		...(expiresAt === undefined ? [] : [l10n.t('It ends at {0}.', momentInWords(expiresAt, clock.now()))]),
	].join(' ');
}

const factsOf = ({ info }: EnteredToken) => ({
	account: info?.account ?? '',
	scopes: info?.scopes ?? [],
	...(info?.expiresAt === undefined ? {} : { expiresAt: info.expiresAt }),
});

const secretOf = ({ clock }: Parts, { token, info }: EnteredToken): string =>
	writeOAuthSecret({
		access: {
			accessToken: token,
			obtainedAt: clock.now(),
			scopes: info?.scopes ?? [],
			...(info?.expiresAt === undefined ? {} : { expiresAt: info.expiresAt }),
		},
	});
