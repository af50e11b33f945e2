import * as l10n from '@vscode/l10n';
import { clockInWords } from '../waitInWords.ts';
import { sentences, type Wording } from './words.ts';

/** Causes that lie in signing in, in service accounts and in federation. */
export const signIn = {
	'oauth-client-invalid': (_, { oauth }) => ({
		title: l10n.t('OAuth client not valid'),
		sentence: /secret is missing/i.test(oauth?.description ?? '')
			? l10n.t('Google wants the client secret too, also with PKCE. Put it into the profile.')
			: sentences(
					l10n.t('The OAuth client is unknown, deleted or disabled, or its secret is wrong or missing.'),
					oauth?.error === 'deleted_client' &&
						l10n.t('Where no person signs in, it is the client of a deleted service account.'),
				),
	}),
	'oauth-redirect-mismatch': () => ({
		title: l10n.t('Redirect address not registered'),
		sentence: l10n.t(
			'The redirect address of this sign-in is not registered for the OAuth client. It has to be the same to the letter.',
		),
	}),
	'oauth-code-invalid': () => ({
		title: l10n.t('Authorization code not valid'),
		sentence: l10n.t('The code is malformed, used, expired, or belongs to another sign-in. Start the sign-in again.'),
	}),
	'oauth-declined': ({ message }) => ({
		title: l10n.t('Sign-in declined'),
		sentence: sentences(
			l10n.t('The consent page was declined or closed.'),
			message === '' &&
				l10n.t('Google says the same to an account that is not on the list of test users of an app in testing.'),
		),
	}),
	'oauth-refresh-revoked': () => ({
		title: l10n.t('Sign-in has ended'),
		sentence: l10n.t(
			'The refresh token is expired or revoked: sign in again. While an OAuth app is in testing, Google ends each sign-in after seven days.',
		),
	}),
	'oauth-reauth-required': () => ({
		title: l10n.t('Fresh sign-in required'),
		sentence: l10n.t(
			'The organization asks for a fresh sign-in from time to time. Sign in again; nothing was revoked.',
		),
	}),
	'oauth-scope-invalid': () => ({
		title: l10n.t('Scope not valid'),
		sentence: l10n.t('A scope that was asked for does not exist, is not allowed for this client, or is missing.'),
	}),
	'oauth-request-invalid': () => ({
		title: l10n.t('OAuth request not valid'),
		sentence: l10n.t(
			'The authorization server does not take this request: a parameter is missing, wrong, or against its policy.',
		),
	}),
	'oauth-blocked': () => ({
		title: l10n.t('App blocked'),
		sentence: l10n.t(
			'Google or an administrator does not let this account sign in to this OAuth client. An app in testing lets in its test users only.',
		),
	}),
	'jwt-signature-invalid': () => ({
		title: l10n.t('Signature not valid'),
		sentence: l10n.t(
			'The signature matches no key of this service account: the key was deleted or disabled, or belongs to another account.',
		),
	}),
	'jwt-time-invalid': (_, { clockAheadMs, httpStatus }) =>
		httpStatus === undefined && clockAheadMs !== undefined
			? {
					title: l10n.t('Clock off'),
					sentence: l10n.t('Signed requests and tokens are judged by their times, and {0}', clockInWords(clockAheadMs)),
				}
			: {
					title: l10n.t('Times of the assertion not valid'),
					sentence:
						clockAheadMs === undefined
							? l10n.t('The times in the signed request are out of range. Most likely this machine’s clock is wrong.')
							: l10n.t('The times in the signed request are out of range: {0}', clockInWords(clockAheadMs)),
				},
	'service-account-not-found': ({ serviceAccount }) => ({
		title: l10n.t('Service account not found'),
		sentence: serviceAccount
			? l10n.t('The service account {0} is deleted or disabled, or its address is mistyped.', serviceAccount)
			: l10n.t('The service account is deleted or disabled, or its address is mistyped.'),
	}),
	'delegation-denied': () => ({
		title: l10n.t('Domain-wide delegation denied'),
		sentence: l10n.t(
			'The service account may not act for this user: its client id or these scopes are not authorized in the Admin console, or there is no such user.',
		),
	}),
	'federation-invalid': ({ message }) => ({
		title: l10n.t('Federated identity refused'),
		sentence: /attribute condition/i.test(message)
			? l10n.t('The attribute condition of the workload identity provider refuses this subject token.')
			: l10n.t('The audience, pool or provider of the workload identity, or its subject token, is refused.'),
	}),
} satisfies Record<string, Wording>;
