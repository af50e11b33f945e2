import * as oauth from 'oauth4webapi';
import { explain } from '../../core/http/exchange.ts';
import type { AuthorizationServer } from '../../core/oauth/authorizationServer.ts';
import type {
	Binding,
	DiscoveredServer,
	OAuthProtocol,
	RedirectJudgement,
	TokenCall,
	TokenInfo,
} from '../../core/oauth/protocol.ts';
import { isReserved } from '../../core/oauth/reservedParameters.ts';
import type { Tokens } from '../../core/oauth/tokens.ts';
import { answered, failed, type Outcome } from '../../core/outcome.ts';
import { parseJson } from '../../core/parseJson.ts';
import { authOf, noClient } from './clientAuthentication.ts';
import { serverOf } from './discoveredServer.ts';
import {
	type EndpointFetch,
	type EndpointPorts,
	endpointFetch,
	failureOfThrown,
	type Question,
	secretsOfCall,
} from './endpointCall.ts';
import { importPrivateKey } from './privateKey.ts';
import { tokenAnswer } from './tokenAnswer.ts';
import { tokenInfoOf } from './tokenInfo.ts';
import { meaningOfTokens, tokensOf } from './tokenResponse.ts';

const googleTokenInfo = 'https://oauth2.googleapis.com/tokeninfo';

type TokenRequest = Pick<Question, 'title'> & {
	readonly grantType: string;
	/** Sent with it, and never shown. */
	readonly secrets?: readonly string[];
	readonly send: (auth: oauth.ClientAuth, options: oauth.TokenEndpointRequestOptions) => Promise<Response>;
	readonly read: (response: Response) => Promise<oauth.TokenEndpointResponse>;
};

/** OAuth 2.0 by oauth4webapi, over our own transport. */
export class WebOAuth implements OAuthProtocol {
	readonly #ports: EndpointPorts;

	constructor(ports: EndpointPorts) {
		this.#ports = ports;
	}

	async discover(issuer: string, signal: AbortSignal): Promise<Outcome<DiscoveredServer>> {
		const url = new URL(issuer);
		let first: Outcome<DiscoveredServer> | undefined;
		for (const algorithm of ['oidc', 'oauth2'] as const) {
			const question: Question = {
				title: algorithm === 'oidc' ? 'Read the OpenID configuration' : 'Read the metadata of the authorization server',
				secrets: [],
				signal,
				meaning: () => 'The server describes its endpoints.',
			};
			const asking = endpointFetch(this.#ports, question);
			try {
				const response = await oauth.discoveryRequest(url, { ...this.#options(asking, issuer), algorithm });
				return answered(serverOf(await oauth.processDiscoveryResponse(url, response)));
			} catch (error) {
				const trouble = await failureOfThrown(error, asking, issuer, question);
				first ??= trouble;
				// Where it cannot be reached at all, another path of it cannot either.
				if (trouble.kind === 'cancelled' || trouble.failure.httpStatus === undefined) {
					return trouble;
				}
			}
		}
		return first ?? failed({ cause: 'unknown' });
	}

	async bind(): Promise<Binding> {
		const verifier = oauth.generateRandomCodeVerifier();
		const challenge = await oauth.calculatePKCECodeChallenge(verifier);
		return { state: oauth.generateRandomState(), verifier, challenge };
	}

	judgeRedirect(
		server: AuthorizationServer,
		clientId: string,
		parameters: URLSearchParams,
		state: string,
	): RedirectJudgement {
		// Of a server that was typed nobody knows what it calls itself: PKCE and its one token endpoint bind the code.
		const judged = server.isIssuerUnknown
			? new URLSearchParams([...parameters].filter(([name]) => name !== 'iss'))
			: parameters;
		try {
			const valid = oauth.validateAuthResponse(server, { client_id: clientId }, judged, state);
			return parameters.getAll('code').length === 1 && parameters.get('code') !== ''
				? { kind: 'code', parameters: valid }
				: { kind: 'forged', evidence: 'no code' };
		} catch (error) {
			if (error instanceof oauth.AuthorizationResponseError) {
				const fields = [...parameters].filter(([name]) => name.startsWith('error'));
				return { kind: 'refused', answer: new URLSearchParams(fields).toString() };
			}
			const code = (error as { readonly code?: unknown }).code;
			return { kind: 'forged', evidence: typeof code === 'string' ? code : 'unreadable' };
		}
	}

	exchangeCode(
		call: TokenCall,
		answer: { readonly parameters: URLSearchParams; readonly redirectUri: string; readonly verifier: string },
	): Promise<Outcome<Tokens>> {
		const { server, clientId: client_id } = call;
		return this.#askForTokens(call, {
			title: 'Exchange the authorization code for tokens',
			grantType: 'authorization_code',
			secrets: [answer.verifier, answer.parameters.get('code') ?? ''],
			send: (auth, options) =>
				oauth.authorizationCodeGrantRequest(
					server,
					{ client_id },
					auth,
					answer.parameters,
					answer.redirectUri,
					answer.verifier,
					options,
				),
			read: (response) => oauth.processAuthorizationCodeResponse(server, { client_id }, response),
		});
	}

	refresh(call: TokenCall, refreshToken: string): Promise<Outcome<Tokens>> {
		const { server, clientId: client_id } = call;
		return this.#askForTokens(call, {
			title: 'Renew the access token',
			grantType: 'refresh_token',
			secrets: [refreshToken],
			send: (auth, options) => oauth.refreshTokenGrantRequest(server, { client_id }, auth, refreshToken, options),
			read: (response) => oauth.processRefreshTokenResponse(server, { client_id }, response),
		});
	}

	clientCredentials(
		call: TokenCall,
		{
			scopes,
			parameters,
		}: { readonly scopes: readonly string[]; readonly parameters: Readonly<Record<string, string>> },
	): Promise<Outcome<Tokens>> {
		const { server, clientId: client_id } = call;
		const further = Object.entries(parameters).filter(([name]) => !isReserved(name));
		const form = new URLSearchParams({
			...Object.fromEntries(further),
			...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
		});
		return this.#askForTokens(call, {
			title: 'Ask for an access token with the client’s own credentials',
			grantType: 'client_credentials',
			send: (auth, options) => oauth.clientCredentialsGrantRequest(server, { client_id }, auth, form, options),
			read: (response) => oauth.processClientCredentialsResponse(server, { client_id }, response),
		});
	}

	async jwtBearer(server: AuthorizationServer, assertion: string, signal: AbortSignal): Promise<Outcome<Tokens>> {
		const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
		// The assertion names who asks: there is no client.
		const call: TokenCall = { server, clientId: 'none', auth: { method: 'none' }, signal };
		return this.#askForTokens(call, {
			title: 'Exchange a signed assertion for an access token',
			grantType,
			secrets: [assertion],
			send: (_, options) =>
				oauth.genericTokenEndpointRequest(
					server,
					{ client_id: call.clientId },
					noClient,
					grantType,
					{ assertion },
					options,
				),
			read: (response) => oauth.processGenericTokenEndpointResponse(server, { client_id: call.clientId }, response),
		});
	}

	async exchangeToken(call: TokenCall, parameters: Readonly<Record<string, string>>): Promise<Outcome<Tokens>> {
		const grantType = 'urn:ietf:params:oauth:grant-type:token-exchange';
		const { server, clientId: client_id } = call;
		return this.#askForTokens(call, {
			title: 'Exchange the token of another identity provider for an access token',
			grantType,
			secrets: [parameters['subject_token'] ?? ''],
			send: (auth, options) =>
				oauth.genericTokenEndpointRequest(
					server,
					{ client_id },
					call.auth.method === 'none' ? noClient : auth,
					grantType,
					parameters,
					options,
				),
			read: (response) => oauth.processGenericTokenEndpointResponse(server, { client_id }, response),
		});
	}

	async isPrivateKey(text: string): Promise<boolean> {
		return importPrivateKey(text).then(
			() => true,
			() => false,
		);
	}

	async revoke(call: TokenCall, endpoint: string, token: string): Promise<Outcome<void>> {
		const question: Question = {
			title: 'Revoke the sign-in',
			secrets: [...secretsOfCall(call), token],
			signal: call.signal,
			meaning: () => 'The token and what belongs to it are not good any more.',
		};
		const asking = endpointFetch(this.#ports, question);
		const server = { ...call.server, revocation_endpoint: endpoint };
		try {
			const auth = await authOf(call);
			const response = await oauth.revocationRequest(
				server,
				{ client_id: call.clientId },
				auth,
				token,
				this.#options(asking, endpoint),
			);
			await oauth.processRevocationResponse(response);
			return answered(undefined);
		} catch (error) {
			return failureOfThrown(error, asking, endpoint, question);
		}
	}

	async tokenInfo(accessToken: string, signal: AbortSignal): Promise<Outcome<TokenInfo>> {
		const question: Question = {
			title: 'Ask Google about an access token',
			secrets: [accessToken],
			signal,
			meaning: () => 'The token is good, for this account and these scopes.',
		};
		const asking = endpointFetch(this.#ports, question);
		try {
			const body = new URLSearchParams({ access_token: accessToken });
			const headers = { 'content-type': 'application/x-www-form-urlencoded' };
			const response = await asking.fetch(googleTokenInfo, { method: 'POST', headers, body });
			const info = tokenInfoOf(parseJson(await response.text()), this.#ports.clock.now());
			const unread = asking.answer();
			return info
				? answered(info)
				: failed(await explain(unread ?? { body: '' }, { url: googleTokenInfo }, [accessToken]));
		} catch (error) {
			return failureOfThrown(error, asking, googleTokenInfo, question);
		}
	}

	async #askForTokens(
		call: TokenCall,
		{ title, grantType, secrets = [], send, read }: TokenRequest,
	): Promise<Outcome<Tokens>> {
		const { token_endpoint } = call.server;
		let account: string | undefined;
		const question: Question = {
			title,
			grantType,
			secrets: [...secretsOfCall(call), ...secrets],
			signal: call.signal,
			meaning: meaningOfTokens,
			prepared: (body) => {
				const answer = tokenAnswer(body, call.clientId);
				account = answer.account;
				return answer.body;
			},
		};
		const asking = endpointFetch(this.#ports, question);
		try {
			const response = await send(await authOf(call), this.#options(asking, token_endpoint));
			const tokens = tokensOf(await read(response), this.#ports.clock.now());
			return answered(account === undefined ? tokens : { ...tokens, account });
		} catch (error) {
			return failureOfThrown(error, asking, token_endpoint, question);
		}
	}

	/**
	 * The library refuses plain http unless told; it is told for an address of this machine alone, and the transport then lets only those
	 * pass that the emulator setting names.
	 */
	#options({ fetch }: EndpointFetch, url: string) {
		const { protocol, hostname } = new URL(url);
		const isLocal = protocol === 'http:' && (hostname === '127.0.0.1' || hostname === '[::1]');
		return {
			[oauth.customFetch]: fetch as (url: string, init: object) => Promise<Response>,
			...(isLocal ? { [oauth.allowInsecureRequests]: true } : {}),
		};
	}
}
