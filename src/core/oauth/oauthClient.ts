import type { ClientAuthMethod } from './clientAuthMethods.ts';

/** `installed` and `web` are Google's kinds of clients; `other` is one of another authorization server. */
export const clientKinds = ['installed', 'web', 'other'] as const;
export type ClientKind = (typeof clientKinds)[number];

/** An OAuth client that a person has registered, without its secret. */
export type OAuthClient = {
	readonly id: string;
	readonly kind: ClientKind;
	/** Google wants the secret in the form, also with PKCE. */
	readonly auth: ClientAuthMethod;
	/** As registered. Those of an `installed` client stand for any port of the loopback address (RFC 8252, section 7.3). */
	readonly redirectUris: readonly string[];
};
