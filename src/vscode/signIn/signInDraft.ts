import type { AuthorizationServer } from '../../core/oauth/authorizationServer.ts';
import type { OAuthClient } from '../../core/oauth/oauthClient.ts';
import type { StoredSource } from '../../core/secretSources/secretSource.ts';

/** What a sign-in takes, as far as the person has said. The steps of the flow fill it in, one after the other. */
export type SignInDraft = {
	server?: AuthorizationServer;
	/** How the server lets clients prove to be themselves, where it says. */
	serverAuthMethods?: readonly string[];
	client?: OAuthClient;
	clientSecret?: string | undefined;
	/** Where the client's secret is kept, if not here. */
	source?: StoredSource | undefined;
	/** Project of the client, whose quota is used. */
	projectId?: string;
	scopes?: readonly string[];
	baseUrl?: string;
};

/** A step of the flow, given what comes after it. */
export type Frame = { readonly title: string; readonly canGoBack: boolean };
