import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import { type ProviderClients, registrations } from './providerClients.ts';
import { renderError } from './providerForms.ts';
import type { ProviderStore } from './providerStore.ts';

/** What oidc-provider is to do and what not. */
export async function configuration(
	clients: ProviderClients,
	store: ProviderStore,
	{ accessTokenTtl = 3600, scopes = [] }: { readonly accessTokenTtl?: number; readonly scopes?: readonly string[] },
): Promise<object> {
	const { privateKey } = await generateKeyPair('RS256', { extractable: true });
	const enabled = { enabled: true };
	return {
		clients: registrations(clients),
		adapter: (model: string) => store.adapter(model),
		jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'server-key' }] },
		cookies: { keys: [randomBytes(16).toString('hex')] },
		pkce: { required: () => true },
		responseTypes: ['code'],
		scopes: ['openid', 'offline_access', ...scopes],
		claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
		// So that an ID token tells the mail address, as Google's does.
		conformIdTokenClaims: false,
		rotateRefreshToken: true,
		ttl: {
			AccessToken: accessTokenTtl,
			ClientCredentials: accessTokenTtl,
			AuthorizationCode: 60,
			IdToken: 3600,
			Interaction: 3600,
			Grant: 1_209_600,
			RefreshToken: 1_209_600,
			Session: 1_209_600,
		},
		// An access token that has expired is dead at once.
		clockTolerance: 0,
		features: {
			devInteractions: { enabled: false },
			resourceIndicators: { enabled: false },
			clientCredentials: enabled,
			revocation: { ...enabled, allowedPolicy: () => true },
			introspection: { ...enabled, allowedPolicy: () => true },
		},
		findAccount,
		// An editor in a browser asks from there.
		clientBasedCORS: () => true,
		interactions: { url: (_: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
		renderError,
	};
}

/** Whoever signs in is known. */
const findAccount = (_: unknown, accountId: string) => ({
	accountId,
	claims: () => ({
		sub: accountId,
		name: accountId,
		email: accountId.includes('@') ? accountId : `${accountId}@example.com`,
		email_verified: true,
	}),
});
