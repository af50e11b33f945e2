import assert from 'node:assert/strict';
import * as oauth from 'oauth4webapi';
import type { IdentityProvider } from '../../bed/identityProvider.ts';
import { type FormAnswers, FormBrowser } from '../../bed/signInByForms.ts';

/** Plain http is what an authorization server on this machine speaks. */
export const overHttp = { [oauth.allowInsecureRequests]: true } as const;

export async function discover({ issuer }: IdentityProvider): Promise<oauth.AuthorizationServer> {
	const url = new URL(issuer);
	return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, overHttp));
}

export interface Asking {
	readonly client: oauth.Client;
	readonly auth: oauth.ClientAuth;
	readonly redirectUri: string;
	readonly scope?: string;
}

/** The address to send a browser to, and the checked answer it comes back with, by the code flow with PKCE. */
export async function authorize(
	server: oauth.AuthorizationServer,
	{ client, redirectUri, scope = 'openid email offline_access' }: Asking,
	answers: FormAnswers,
): Promise<{ readonly parameters: URLSearchParams; readonly verifier: string; readonly endedAt: URL }> {
	const verifier = oauth.generateRandomCodeVerifier();
	const state = oauth.generateRandomState();
	const url = new URL(server.authorization_endpoint ?? '');
	url.search = new URLSearchParams({
		client_id: client.client_id,
		redirect_uri: redirectUri,
		response_type: 'code',
		scope,
		state,
		prompt: 'consent',
		code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
		code_challenge_method: 'S256',
	}).toString();
	const endedAt = await new FormBrowser().signIn(url, answers);
	// Checks `state`, and `iss` since the server says that it sends one.
	return { parameters: oauth.validateAuthResponse(server, client, endedAt, state), verifier, endedAt };
}

/** The whole of it: tokens of whoever signed in. */
export async function signIn(
	server: oauth.AuthorizationServer,
	asking: Asking,
	answers: FormAnswers = { login: 'ada' },
): Promise<oauth.TokenEndpointResponse> {
	const { parameters, verifier } = await authorize(server, asking, answers);
	const { client, auth, redirectUri } = asking;
	return oauth.processAuthorizationCodeResponse(
		server,
		client,
		await oauth.authorizationCodeGrantRequest(server, client, auth, parameters, redirectUri, verifier, overHttp),
	);
}

export async function refresh(
	server: oauth.AuthorizationServer,
	{ client, auth }: Asking,
	token: string | undefined,
): Promise<oauth.TokenEndpointResponse> {
	assert.ok(token);
	const response = await oauth.refreshTokenGrantRequest(server, client, auth, token, overHttp);
	return oauth.processRefreshTokenResponse(server, client, response);
}

export const isError = (error: string) => (thrown: unknown) =>
	thrown instanceof oauth.ResponseBodyError && thrown.error === error;
