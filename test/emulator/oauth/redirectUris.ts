import type { OAuthClient } from './clients.ts';

/** A loopback address with any port and path, as written: `http://127.1/` means the same and is another string. */
const loopback = /^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?::\d{1,5})?(?:\/[^\s#]*)?$/;

/**
 * Whether the client may have its code sent there. Sources:
 * https://developers.google.com/identity/protocols/oauth2/native-app (installed, RFC 8252 section 7.3) and
 * https://developers.google.com/identity/protocols/oauth2/web-server (web: the very string that was registered).
 */
export function mayRedirectTo({ kind, redirectUris }: OAuthClient, uri: string): boolean {
	return redirectUris.includes(uri) || (kind === 'installed' && loopback.test(uri));
}

/** Why the console would not take it as a redirect URI of a web client; undefined where it would. */
export function redirectUriProblem(uri: string): string | undefined {
	if (uri.includes('*')) {
		return 'Invalid Redirect: must not contain a wildcard character.';
	}
	if (uri.includes('#')) {
		return 'Invalid Redirect: must not contain a fragment.';
	}
	if (/\/\.\.(?:\/|$)/.test(uri)) {
		return 'Invalid Redirect: must not contain a path traversal.';
	}
	if (!/^https?:\/\//.test(uri) || !URL.canParse(uri)) {
		return 'Invalid Redirect: must use either http or https as the scheme.';
	}
	const { protocol, hostname, username, password } = new URL(uri);
	if (username !== '' || password !== '') {
		return 'Invalid Redirect: must not contain user information.';
	}
	if (hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]') {
		return undefined;
	}
	if (protocol !== 'https:') {
		return 'Invalid Redirect: must use https, except for localhost.';
	}
	if (/^[\d.]+$/.test(hostname) || hostname.startsWith('[')) {
		return 'Invalid Redirect: must not be a raw IP address.';
	}
	// The console looks a name up in the list of public suffixes; here a dot is enough, so that names for documentation pass.
	return hostname.includes('.')
		? undefined
		: 'Invalid Redirect: must end with a public top-level domain (such as .com or .org).';
}
