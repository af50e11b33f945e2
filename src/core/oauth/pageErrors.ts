import * as l10n from '@vscode/l10n';

/**
 * An error that Google shows on its own page and never sends back. `error`: by the name Google's pages and callbacks give it; `cure`: short,
 * since a list cuts off what is longer than a line.
 */
export type PageError = { readonly error: string; readonly label: string; readonly cure: string };

/** What such pages say (https://developers.google.com/identity/protocols/oauth2/web-server#authorization-errors). */
export const pageErrors = (): readonly PageError[] => [
	{
		error: 'redirect_uri_mismatch',
		label: l10n.t('Error 400: redirect_uri_mismatch'),
		cure: l10n.t('Register the redirect address, to the letter. Google takes some minutes to know it.'),
	},
	{
		error: 'access_denied',
		label: l10n.t('Error 403: access_denied, or “has not completed the verification process”'),
		cure: l10n.t('This account is no test user of the app. Add it under Audience in Google’s console.'),
	},
	{
		error: 'org_internal',
		label: l10n.t('Error 403: org_internal'),
		cure: l10n.t('Take an account of the app’s organization, or make the app external under Audience.'),
	},
	{
		error: 'admin_policy_enforced',
		label: l10n.t('Error 400: admin_policy_enforced'),
		cure: l10n.t('The organization’s administrator has to trust this client ID, or its scopes.'),
	},
	{
		error: 'invalid_client',
		label: l10n.t('Error 401: invalid_client'),
		cure: l10n.t('There is no such client ID. Compare it with the one in Google’s console.'),
	},
	{
		error: 'deleted_client',
		label: l10n.t('Error 401: deleted_client'),
		cure: l10n.t('Google’s console can restore a client for 30 days. After that, make another.'),
	},
	{
		error: 'invalid_scope',
		label: l10n.t('Error 400: invalid_scope'),
		cure: l10n.t('A scope does not exist, or not for this client. Sign in again with others.'),
	},
	{
		error: 'disallowed_useragent',
		label: l10n.t('Error 403: disallowed_useragent'),
		cure: l10n.t('Copy the link and open it in a browser: no other app’s window will do.'),
	},
	{
		error: 'invalid_request',
		label: l10n.t('Error 400: invalid_request, or “does not comply with Google’s OAuth 2.0 policy”'),
		cure: l10n.t('A Desktop client leads back to this machine, a Web client to an https page.'),
	},
];
