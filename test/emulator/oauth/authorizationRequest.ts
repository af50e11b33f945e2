import {
	deletedClient,
	disabledClient,
	invalidRequest,
	invalidScope,
	redirectUriMismatch,
	unknownClient,
	unsupportedResponseType,
} from './authorizationRefused.ts';
import type { OAuthClient } from './clients.ts';
import { type CodeChallenge, isChallengeMethod, isWellFormed } from './pkce.ts';
import { mayRedirectTo } from './redirectUris.ts';
import { repeatedName } from './repeatedName.ts';
import { isKnownScope, readScopes } from './scopes.ts';

/** An authorization request that a consent page can be shown for (RFC 6749, section 4.1.1, and Google's additions). */
export type AuthorizationRequest = {
	readonly clientId: string;
	readonly redirectUri: string;
	/** In their long form. */
	readonly scopes: readonly string[];
	readonly state: string | undefined;
	readonly nonce: string | undefined;
	readonly challenge: CodeChallenge | undefined;
	readonly accessType: 'online' | 'offline';
	readonly includeGrantedScopes: boolean;
	readonly prompt: readonly string[];
	readonly loginHint: string | undefined;
};

/** Of the token endpoint: in the browser's address they would give away what only the client may know. */
const ofAnotherMessage = ['client_secret', 'code_verifier', 'grant_type', 'code', 'refresh_token'];

/**
 * Throws an AuthorizationRefused, which becomes a page of Google's own: before the redirect URI is known to be the
 * client's, nothing may be sent there (RFC 6749, section 4.1.2.1), and Google shows the later mistakes on its page too.
 */
export function readAuthorizationRequest(
	query: URLSearchParams,
	clients: ReadonlyMap<string, OAuthClient>,
): AuthorizationRequest {
	const repeated = repeatedName(query);
	if (repeated !== undefined) {
		throw invalidRequest(`OAuth 2 parameters can only have a single value: ${repeated}`);
	}
	const client = enabledClient(required(query, 'client_id'), clients);
	const redirectUri = readRedirectUri(query, client);
	const misplaced = ofAnotherMessage.find((name) => query.has(name));
	if (misplaced !== undefined) {
		throw invalidRequest(`Parameter not allowed for this message type: ${misplaced}`);
	}
	const responseType = required(query, 'response_type');
	if (responseType !== 'code') {
		throw unsupportedResponseType(responseType);
	}
	oneOf(query, 'response_mode', ['query']);
	return {
		clientId: client.clientId,
		redirectUri,
		scopes: knownScopes(required(query, 'scope')),
		state: query.get('state') ?? undefined,
		nonce: query.get('nonce') ?? undefined,
		challenge: readChallenge(query),
		// An installed app is offline by nature (https://developers.google.com/identity/protocols/oauth2/native-app).
		accessType:
			client.kind === 'installed' || oneOf(query, 'access_type', ['online', 'offline']) === 'offline'
				? 'offline'
				: 'online',
		includeGrantedScopes: oneOf(query, 'include_granted_scopes', ['false', 'true']) === 'true',
		prompt: readPrompt(query.get('prompt') ?? ''),
		loginHint: query.get('login_hint') ?? undefined,
	};
}

function required(query: URLSearchParams, name: string): string {
	const value = query.get(name);
	if (value === null || value === '') {
		throw invalidRequest(`Required parameter is missing: ${name}`);
	}
	return value;
}

function oneOf(query: URLSearchParams, name: string, values: readonly string[]): string | undefined {
	const value = query.get(name) ?? undefined;
	if (value !== undefined && !values.includes(value)) {
		throw invalidRequest(`Invalid parameter value for ${name}: Invalid ${name}: ${value}`);
	}
	return value;
}

function enabledClient(clientId: string, clients: ReadonlyMap<string, OAuthClient>): OAuthClient {
	const client = clients.get(clientId);
	if (client === undefined) {
		throw unknownClient();
	}
	if (client.state !== 'enabled') {
		throw client.state === 'deleted' ? deletedClient() : disabledClient();
	}
	return client;
}

function readRedirectUri(query: URLSearchParams, client: OAuthClient): string {
	const redirectUri = required(query, 'redirect_uri');
	if (redirectUri.startsWith('urn:ietf:wg:oauth:2.0:oob')) {
		throw invalidRequest('The out-of-band (OOB) flow has been blocked in order to keep users secure.');
	}
	if (!mayRedirectTo(client, redirectUri)) {
		throw redirectUriMismatch(redirectUri);
	}
	return redirectUri;
}

function knownScopes(text: string): readonly string[] {
	const scopes = readScopes(text);
	const invalid = scopes.filter((scope) => !isKnownScope(scope));
	if (invalid.length > 0 || scopes.length === 0) {
		throw invalidScope(scopes.filter(isKnownScope), invalid);
	}
	return scopes;
}

function readChallenge(query: URLSearchParams): CodeChallenge | undefined {
	const value = query.get('code_challenge');
	// Plain where no method is named (RFC 7636, section 4.3): a client that forgets it fails when it verifies.
	const method = query.get('code_challenge_method') ?? 'plain';
	if (value === null) {
		if (query.has('code_challenge_method')) {
			throw invalidRequest('Required parameter is missing: code_challenge');
		}
		return undefined;
	}
	if (!isChallengeMethod(method)) {
		throw invalidRequest(`Invalid parameter value for code_challenge_method: Invalid code_challenge_method: ${method}`);
	}
	if (!isWellFormed({ method, value })) {
		throw invalidRequest('Invalid parameter value for code_challenge: Invalid code_challenge');
	}
	return { method, value };
}

function readPrompt(text: string): readonly string[] {
	const prompt = text.split(' ').filter((value) => value !== '');
	const unknown = prompt.find((value) => !['none', 'consent', 'select_account'].includes(value));
	if (unknown !== undefined || (prompt.includes('none') && prompt.length > 1)) {
		throw invalidRequest(`Invalid parameter value for prompt: Invalid prompt: ${text}`);
	}
	return prompt;
}
