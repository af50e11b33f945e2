import * as l10n from '@vscode/l10n';
import type { Cause } from './cause.ts';

/** `title` names the cause in a few words, `sentence` says in plain words what it means and what to do next. */
type Words = { readonly title: string; readonly sentence: string };

// Functions, because translations are there only once the extension has been activated.
const words: Readonly<Record<Cause, () => Words>> = {
	'api-key-invalid': () => ({
		title: l10n.t('API key not valid'),
		sentence: l10n.t(
			'Google does not know this key. It may be mistyped, cut short, deleted, or of the older kind (AIza…) that Google is phasing out.',
		),
	}),
	'api-key-expired': () => ({
		title: l10n.t('API key expired'),
		sentence: l10n.t('This key was valid and has expired. Create a new key and add it as a profile.'),
	}),
	'api-key-leaked': () => ({
		title: l10n.t('API key reported as leaked'),
		sentence: l10n.t('This key was found in public, so Google blocked it. Create a new key; this one stays blocked.'),
	}),
	'api-key-service-blocked': () => ({
		title: l10n.t('API key restricted to other APIs'),
		sentence: l10n.t('The key’s API restrictions leave out this API. Add it to the restrictions, or use another key.'),
	}),
	'api-key-referrer-blocked': () => ({
		title: l10n.t('API key restricted to websites'),
		sentence: l10n.t('The key only works from certain web pages. An editor sends no referrer, so use another key.'),
	}),
	'api-key-ip-blocked': () => ({
		title: l10n.t('API key restricted to other addresses'),
		sentence: l10n.t('The key only works from certain IP addresses, and this machine’s is not one of them.'),
	}),
	'api-key-app-blocked': () => ({
		title: l10n.t('API key restricted to a mobile app'),
		sentence: l10n.t('The key only works inside an Android or iOS app. Use another key here.'),
	}),
	'api-key-not-accepted': () => ({
		title: l10n.t('API key not accepted here'),
		sentence: l10n.t('This endpoint takes no API key, or no key of this kind.'),
	}),
	'credentials-missing': () => ({
		title: l10n.t('No credential arrived'),
		sentence: l10n.t('The call reached Google without any credential. A proxy may have removed the header.'),
	}),
	'credentials-conflict': () => ({
		title: l10n.t('More than one credential arrived'),
		sentence: l10n.t('Google takes exactly one credential per call and received several.'),
	}),
	'token-invalid': () => ({
		title: l10n.t('Access token not valid'),
		sentence: l10n.t('The access token is malformed, expired or revoked.'),
	}),
	'scope-insufficient': () => ({
		title: l10n.t('Too few scopes granted'),
		sentence: l10n.t('The token is valid but was granted too few scopes for this call.'),
	}),
	'permission-denied': () => ({
		title: l10n.t('Permission denied'),
		sentence: l10n.t('Google knows this credential, but it may not do this here.'),
	}),
	'impersonation-denied': () => ({
		title: l10n.t('Impersonation denied'),
		sentence: l10n.t('This identity may not create tokens for that service account.'),
	}),
	'quota-project-denied': () => ({
		title: l10n.t('Quota project denied'),
		sentence: l10n.t('This identity may not bill the quota project of this call.'),
	}),
	'api-disabled': () => ({
		title: l10n.t('API not enabled'),
		sentence: l10n.t(
			'The Gemini API is not enabled in the project of this credential. Enable it, then wait a few minutes.',
		),
	}),
	'project-invalid': () => ({
		title: l10n.t('Project not valid'),
		sentence: l10n.t('The project does not exist, was deleted, or cannot be used.'),
	}),
	'project-blocked': () => ({
		title: l10n.t('Project blocked by Google'),
		sentence: l10n.t('Google suspended the project of this credential or denied it access.'),
	}),
	'billing-required': () => ({
		title: l10n.t('Billing required'),
		sentence: l10n.t('Billing is off for this project, or its billing account is closed.'),
	}),
	'credits-depleted': () => ({
		title: l10n.t('Prepaid credits used up'),
		sentence: l10n.t('The project has no prepaid credits left.'),
	}),
	'organization-policy': () => ({
		title: l10n.t('Refused by an organization policy'),
		sentence: l10n.t('A policy of the organization, such as VPC Service Controls, refused the call.'),
	}),
	'location-unsupported': () => ({
		title: l10n.t('Not available from this location'),
		sentence: l10n.t('The Gemini API is not offered from this country or region without a paid plan.'),
	}),
	'rate-limited': () => ({
		title: l10n.t('Too many requests at the moment'),
		sentence: l10n.t('A limit per minute was reached. Waiting a little helps.'),
	}),
	'quota-exhausted': () => ({
		title: l10n.t('Quota used up'),
		sentence: l10n.t('A daily or longer quota is used up. Waiting a minute does not help; another model or plan does.'),
	}),
	'quota-zero': () => ({
		title: l10n.t('No quota for this model'),
		sentence: l10n.t('The plan of this project gives this model a quota of zero, so waiting never helps.'),
	}),
	'server-busy': () => ({
		title: l10n.t('Google is busy'),
		sentence: l10n.t('The model has no free capacity at the moment. Nothing is wrong with your key or request.'),
	}),
	'server-error': () => ({
		title: l10n.t('Internal error at Google'),
		sentence: l10n.t('Google failed to process the call. Try again; if it stays, make the prompt shorter.'),
	}),
	'deadline-exceeded': () => ({
		title: l10n.t('Google gave up before it finished'),
		sentence: l10n.t('The call took longer than the server allows. Make the prompt shorter or choose a faster model.'),
	}),
	'request-invalid': () => ({
		title: l10n.t('Request not valid'),
		sentence: l10n.t('A field of the request is wrong, missing or not allowed.'),
	}),
	'request-too-large': () => ({
		title: l10n.t('Request too large'),
		sentence: l10n.t('The prompt has more tokens or bytes than the model takes.'),
	}),
	'model-not-found': () => ({
		title: l10n.t('Model not found'),
		sentence: l10n.t(
			'There is no such model, or it is not offered for this method. The key is fine; choose another model.',
		),
	}),
	'resource-not-found': () => ({
		title: l10n.t('Not found'),
		sentence: l10n.t('The server does not know this path or resource.'),
	}),
	'prompt-blocked': () => ({
		title: l10n.t('Prompt blocked'),
		sentence: l10n.t('Gemini refused the prompt and gave no answer.'),
	}),
	'answer-blocked': () => ({
		title: l10n.t('Answer blocked'),
		sentence: l10n.t('Gemini stopped its answer because of a filter. What had arrived is kept.'),
	}),
	'answer-truncated': () => ({
		title: l10n.t('Answer cut at the output limit'),
		sentence: l10n.t('The output limit was reached, often by thinking, before the answer was whole.'),
	}),
	'answer-malformed': () => ({
		title: l10n.t('Answer not usable'),
		sentence: l10n.t('The model ended without a usable answer. Trying again often helps.'),
	}),
	'network-unreachable': () => ({
		title: l10n.t('Could not reach the server'),
		sentence: l10n.t('The connection was refused, reset, or the name was not found. Check the network and try again.'),
	}),
	'network-timeout': () => ({
		title: l10n.t('No answer in time'),
		sentence: l10n.t('The server sent nothing for longer than the time limit in the settings. Try again.'),
	}),
	'network-tls': () => ({
		title: l10n.t('Secure connection failed'),
		sentence: l10n.t('The server’s certificate is not trusted here. A proxy may be intercepting the connection.'),
	}),
	proxy: () => ({
		title: l10n.t('Something other than Google answered'),
		sentence: l10n.t(
			'The answer does not come from the Gemini API but from a proxy, gateway or sign-in page on the way.',
		),
	}),
	'host-not-allowed': () => ({
		title: l10n.t('Host not allowed'),
		sentence: l10n.t('This credential may not be sent to that host, so nothing was sent.'),
	}),
	'storage-failed': () => ({
		title: l10n.t('Could not store or read'),
		sentence: l10n.t('The secret store or a file of Latchkey could not be read or written.'),
	}),
	'secret-missing': () => ({
		title: l10n.t('Key not in secret storage'),
		sentence: l10n.t(
			'The profile is there and its key is not: the secret store was emptied, or lost it. Replace the key, or delete the profile.',
		),
	}),
	'profile-gone': () => ({
		title: l10n.t('Profile deleted meanwhile'),
		sentence: l10n.t('This profile is no longer there. Choose another one.'),
	}),
	'answer-incomplete': () => ({
		title: l10n.t('Answer cut off'),
		sentence: l10n.t('The connection ended before the answer did. What had arrived is kept.'),
	}),
	conflict: () => ({
		title: l10n.t('Changed by someone else meanwhile'),
		sentence: l10n.t('Something else changed the same thing at the same time. Try again.'),
	}),
	unsupported: () => ({
		title: l10n.t('Not supported by the server'),
		sentence: l10n.t('The server does not offer this at all.'),
	}),
	unknown: () => ({
		title: l10n.t('Unknown failure'),
		sentence: l10n.t('Latchkey cannot say for certain what this means. Google’s own words may say more.'),
	}),
};

export const wordsOf = (cause: Cause): Words => words[cause]();
