import type { RequestListener } from 'node:http';
import { Provider } from 'oidc-provider';
import { listenOnLoopback } from '../emulator/listen.ts';
import { isBrowserEditorCallback, makeClients, type ProviderClients } from './providerClients.ts';
import { configuration } from './providerConfiguration.ts';
import { interactionForms } from './providerForms.ts';
import { ProviderStore } from './providerStore.ts';
import { type TokenFault, TokenFaults, type TokenRequest } from './tokenFaults.ts';

export interface IdentityProviderOptions {
	/** Of the confidential web client; there is none without any. */
	readonly redirectUris?: readonly string[];
	/** In seconds; 3600 by default. */
	readonly accessTokenTtl?: number;
	/** What can be asked for besides `openid`, `email`, `profile` and `offline_access`. */
	readonly scopes?: readonly string[];
}

const endpoints = {
	'/.well-known/openid-configuration': 'discovery',
	'/auth': 'authorization',
	'/token': 'token',
	'/token/revocation': 'revocation',
	'/token/introspection': 'introspection',
	'/me': 'userinfo',
	'/jwks': 'jwks',
} as const;
export type Endpoint = (typeof endpoints)[keyof typeof endpoints];

/** An authorization server that knows nothing of Latchkey: whoever signs in is known, whatever the name. */
export interface IdentityProvider {
	/** `http://[::1]:PORT`, which a browser and Node both reach; the same port answers on 127.0.0.1. */
	readonly issuer: string;
	readonly clients: ProviderClients;
	/** How often each endpoint was asked. */
	readonly requests: Readonly<Record<Endpoint, number>>;
	/** Oldest first. */
	readonly tokenRequests: readonly TokenRequest[];
	/** Spoils this many of the next requests to the token endpoint. */
	failToken(kind: TokenFault, times?: number): void;
	/** An access token of this server, not expired and not revoked. */
	isLive(accessToken: string): Promise<boolean>;
	/** As if everybody had taken back their consent, and all tokens with it. */
	revokeEverything(): void;
	close(): Promise<void>;
}

export async function startIdentityProvider(options: IdentityProviderOptions = {}): Promise<IdentityProvider> {
	// The provider wants to know its address before it exists.
	let serve: RequestListener = (_, response) => response.writeHead(503).end();
	const { port, servers, hasV6 } = await listenOnLoopback((request, response) => serve(request, response));
	const clients = await makeClients(options.redirectUris ?? []);
	const store = new ProviderStore();
	const tokenFaults = new TokenFaults();
	const requests = Object.fromEntries(Object.values(endpoints).map((name) => [name, 0])) as Record<Endpoint, number>;

	const issuer = `http://${hasV6 ? '[::1]' : '127.0.0.1'}:${port}`;
	const provider = new Provider(issuer, await configuration(clients, store, options));
	// The documented way to take more addresses than are registered.
	const { redirectUriAllowed } = provider.Client.prototype;
	provider.Client.prototype.redirectUriAllowed = function (uri) {
		const isBrowserEditor = this.clientId === clients.browserEditor.id;
		return isBrowserEditor ? isBrowserEditorCallback(uri) : redirectUriAllowed.call(this, uri);
	};
	provider.on('server_error', (_, error) => console.error('The identity provider broke:', error));
	provider.use(async ({ path, method }, next) => {
		const name = Object.hasOwn(endpoints, path) ? endpoints[path as keyof typeof endpoints] : undefined;
		if (name !== undefined && method !== 'OPTIONS') requests[name] += 1;
		await next();
	});
	provider.use(tokenFaults.middleware);
	provider.use(interactionForms(provider));
	serve = provider.callback();

	return {
		issuer,
		clients,
		requests,
		tokenRequests: tokenFaults.requests,
		failToken: (kind, times = 1) => tokenFaults.failNext(kind, times),
		isLive: async (accessToken) =>
			Boolean((await provider.AccessToken.find(accessToken)) ?? (await provider.ClientCredentials.find(accessToken))),
		revokeEverything: () => store.clear(),
		async close() {
			await Promise.all(
				servers.map(async (server) => {
					const closed = new Promise<void>((resolve) => server.close(() => resolve()));
					server.closeAllConnections();
					await closed;
				}),
			);
		},
	};
}
