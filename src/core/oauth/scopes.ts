import * as l10n from '@vscode/l10n';

const prefix = 'https://www.googleapis.com/auth/';

/** A scope that Gemini's callers may want, with what it is for. */
export type KnownScope = {
	readonly scope: string;
	readonly label: string;
	readonly explanation: string;
	readonly isUsual: boolean;
};

/** Scopes of Google's that matter here (https://ai.google.dev/gemini-api/docs/oauth, https://developers.google.com/identity/protocols/oauth2/scopes). */
export const knownScopes = (): readonly KnownScope[] => [
	{
		scope: `${prefix}cloud-platform`,
		label: 'cloud-platform',
		explanation: l10n.t('Gemini and Vertex AI, and everything else this account may do in Google Cloud.'),
		isUsual: true,
	},
	{
		scope: `${prefix}generative-language.retriever`,
		label: 'generative-language.retriever',
		explanation: l10n.t('The Gemini Developer API; Google’s own quickstart asks for it beside cloud-platform.'),
		isUsual: true,
	},
	{
		scope: `${prefix}generative-language.tuning`,
		label: 'generative-language.tuning',
		explanation: l10n.t('Tuned models of the Gemini Developer API.'),
		isUsual: false,
	},
	{
		scope: `${prefix}cloud-platform.read-only`,
		label: 'cloud-platform.read-only',
		explanation: l10n.t('Reads in Google Cloud and changes nothing. Not enough to generate.'),
		isUsual: false,
	},
	{
		scope: 'openid',
		label: 'openid',
		explanation: l10n.t('Tells which account signed in.'),
		isUsual: true,
	},
	{
		scope: `${prefix}userinfo.email`,
		label: 'userinfo.email',
		explanation: l10n.t('Tells the account’s mail address, by which Latchkey names it.'),
		isUsual: true,
	},
];

/** Without what all of Google's have in common. */
export const shortScope = (scope: string): string => (scope.startsWith(prefix) ? scope.slice(prefix.length) : scope);

/** Google answers with the long names of some (https://developers.google.com/identity/openid-connect/openid-connect). */
const longNames: Readonly<Record<string, string>> = {
	email: `${prefix}userinfo.email`,
	profile: `${prefix}userinfo.profile`,
};
const longName = (scope: string): string => (Object.hasOwn(longNames, scope) ? (longNames[scope] ?? scope) : scope);

/** Those of the scopes asked for that were not granted: a person may untick some on the consent page. */
export function missingScopes(asked: readonly string[], granted: readonly string[]): readonly string[] {
	const has = new Set(granted.map(longName));
	// No server repeats these two: they ask for a refresh token and for an ID token.
	return asked.filter((scope) => !['offline_access', 'openid'].includes(scope) && !has.has(longName(scope)));
}

/** Scopes as typed or sent: separated by spaces (RFC 6749, section 3.3), or by what people type; each once. */
export const readScopes = (text: string): readonly string[] => [...new Set(text.split(/[\s,]+/).filter(Boolean))];

/** A scope that no request can carry (RFC 6749, section 3.3: printable characters without quotes and backslashes). */
export const impossibleScope = (scopes: readonly string[]): string | undefined =>
	scopes.find((scope) => !/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope));
