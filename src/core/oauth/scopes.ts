/** Of most of Google's scopes. */
export const scopePrefix = 'https://www.googleapis.com/auth/';

/** Without what all of Google's have in common. */
export const shortScope = (scope: string): string =>
	scope.startsWith(scopePrefix) ? scope.slice(scopePrefix.length) : scope;

/** Google answers with the long names of some (https://developers.google.com/identity/openid-connect/openid-connect). */
const longNames: Readonly<Record<string, string>> = {
	email: `${scopePrefix}userinfo.email`,
	profile: `${scopePrefix}userinfo.profile`,
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
