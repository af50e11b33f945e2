import type { AuthorizationServer } from './authorizationServer.ts';
import { isGoogle } from './isGoogle.ts';
import type { OAuthClient } from './oauthClient.ts';
import type { Binding } from './protocol.ts';

/** What is asked for in one sign-in. */
export type SignInAsk = {
	readonly server: AuthorizationServer;
	readonly client: OAuthClient;
	readonly scopes: readonly string[];
	/** The account to sign in with, where it is known; else the person chooses. */
	readonly loginHint?: string;
};

/** The address the browser is sent to (RFC 6749, section 4.1.1; RFC 7636, section 4.3); undefined where the server has none. */
export function authorizationUrl(
	{ server, client, scopes, loginHint }: SignInAsk,
	{ state, challenge, redirectUri }: Pick<Binding, 'state' | 'challenge'> & { readonly redirectUri: string },
): string | undefined {
	if (server.authorization_endpoint === undefined) {
		return undefined;
	}
	const url = new URL(server.authorization_endpoint);
	const parameters: Readonly<Record<string, string>> = {
		response_type: 'code',
		client_id: client.id,
		redirect_uri: redirectUri,
		...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
		state,
		code_challenge: challenge,
		code_challenge_method: 'S256',
		...(loginHint ? { login_hint: loginHint } : {}),
		...promptOf({ server, client, scopes, ...(loginHint ? { loginHint } : {}) }),
	};
	for (const [name, value] of Object.entries(parameters)) {
		url.searchParams.set(name, value);
	}
	return url.href;
}

/**
 * Google gives a Web client a refresh token only for `access_type=offline`, and a second one only after a second consent
 * (https://developers.google.com/identity/protocols/oauth2/web-server); OpenID Connect wants a consent for `offline_access`
 * (Core, section 11).
 */
function promptOf({ server, client, scopes, loginHint }: SignInAsk): Readonly<Record<string, string>> {
	if (!isGoogle(server)) {
		return scopes.includes('offline_access') ? { prompt: 'consent' } : {};
	}
	const prompts = [...(loginHint ? [] : ['select_account']), ...(client.kind === 'web' ? ['consent'] : [])];
	return { access_type: 'offline', ...(prompts.length > 0 ? { prompt: prompts.join(' ') } : {}) };
}
