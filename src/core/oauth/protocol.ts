import type { Outcome } from '../outcome.ts';
import type { AuthorizationServer } from './authorizationServer.ts';
import type { ClientAuth } from './clientAuth.ts';
import type { Tokens } from './tokens.ts';

/** Who asks a token endpoint, and until when. */
export type TokenCall = {
	readonly server: AuthorizationServer;
	readonly clientId: string;
	readonly auth: ClientAuth;
	readonly signal: AbortSignal;
};

/** What binds an answer to the request it answers: `state` (RFC 6749, section 10.12) and PKCE with S256 (RFC 7636). */
export type Binding = { readonly state: string; readonly verifier: string; readonly challenge: string };

/** What an authorization server's answer says, judged in the order `state`, `iss`, `error`, `code`. */
export type RedirectJudgement =
	| { readonly kind: 'code'; readonly parameters: URLSearchParams }
	/** The server says no; `answer` is the part of the query that says so. */
	| { readonly kind: 'refused'; readonly answer: string }
	/** It is not the answer that is waited for, and changes nothing. */
	| { readonly kind: 'forged'; readonly evidence: string };

/** What a discovery document tells, beside what is kept. */
export type DiscoveredServer = AuthorizationServer & {
	readonly token_endpoint_auth_methods_supported?: readonly string[];
};

/** What Google's tokeninfo tells about an access token (https://developers.google.com/identity/protocols/oauth2). */
export type TokenInfo = {
	readonly account: string;
	readonly scopes: readonly string[];
	/** In milliseconds since the epoch. */
	readonly expiresAt?: number;
};

/** The protocol itself: OAuth 2.0 and OpenID Connect, as `net/oauth` speaks it. */
export type OAuthProtocol = {
	/** Reads the metadata of an issuer: OpenID Connect Discovery, else RFC 8414. */
	discover(issuer: string, signal: AbortSignal): Promise<Outcome<DiscoveredServer>>;
	bind(): Promise<Binding>;
	judgeRedirect(
		server: AuthorizationServer,
		clientId: string,
		parameters: URLSearchParams,
		state: string,
	): RedirectJudgement;
	exchangeCode(
		call: TokenCall,
		answer: { readonly parameters: URLSearchParams; readonly redirectUri: string; readonly verifier: string },
	): Promise<Outcome<Tokens>>;
	refresh(call: TokenCall, refreshToken: string): Promise<Outcome<Tokens>>;
	clientCredentials(
		call: TokenCall,
		asked: { readonly scopes: readonly string[]; readonly parameters: Readonly<Record<string, string>> },
	): Promise<Outcome<Tokens>>;
	/** A token for an assertion that a service account signed (RFC 7523, section 2.1). */
	jwtBearer(server: AuthorizationServer, assertion: string, signal: AbortSignal): Promise<Outcome<Tokens>>;
	/** A token for what another server says (RFC 8693); `parameters`: the fields of the request but the grant type. */
	exchangeToken(call: TokenCall, parameters: Readonly<Record<string, string>>): Promise<Outcome<Tokens>>;
	/** Whether a text is a private key that a client can sign with. */
	isPrivateKey(text: string): Promise<boolean>;
	/** RFC 7009. */
	revoke(call: TokenCall, endpoint: string, token: string): Promise<Outcome<void>>;
	tokenInfo(accessToken: string, signal: AbortSignal): Promise<Outcome<TokenInfo>>;
};
