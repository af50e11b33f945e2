import type { AuthorizationRequest } from './authorizationRequest.ts';

export const issuer = 'https://accounts.google.com';

/**
 * Where the browser is sent back to. `iss` tells whose answer it is (RFC 9207). Google leaves slashes and colons in
 * values as they are, so a code comes as `4/0A…` and not as `4%2F0A…`.
 */
export function answerUri(
	{ redirectUri, state }: Pick<AuthorizationRequest, 'redirectUri' | 'state'>,
	answer: Readonly<Record<string, string>>,
): string {
	const values = { ...(state === undefined ? {} : { state }), iss: issuer, ...answer };
	const query = Object.entries(values).map(([name, value]) => `${name}=${encode(value)}`);
	return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query.join('&')}`;
}

const encode = (value: string) => encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%3A', ':');
