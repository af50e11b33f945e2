import { seededProjects } from '../projects.ts';
import { type Account, seededAccounts } from './accounts.ts';
import type { AuthorizationRequest } from './authorizationRequest.ts';
import { type OAuthClient, seededClients } from './clients.ts';
import { type Grant, Grants } from './grants.ts';
import { defaultSettings, type OAuthSettings } from './settings.ts';
import { newSigningKey, type SigningKey } from './signingKey.ts';

/** What a code stands for until it is exchanged, and after it: a code that comes again ends its grant. */
export type AuthorizationCode = {
	readonly grant: Grant;
	readonly request: AuthorizationRequest;
	/** In milliseconds since 1970. */
	readonly ends: number;
	used: boolean;
};

/** What Google's authorization server remembers. */
export type OAuthState = {
	/** By client id. */
	readonly clients: Map<string, OAuthClient>;
	/** By email. */
	readonly accounts: ReadonlyMap<string, Account>;
	/** Ids and numbers of the projects whose quota a token may use. */
	readonly projects: Set<string>;
	/** Consent pages that were shown and not answered, by their page token. */
	readonly openPages: Map<string, AuthorizationRequest>;
	readonly codes: Map<string, AuthorizationCode>;
	readonly grants: Grants;
	settings: OAuthSettings;
	/** Made when it is first wanted: most tests want none, and it takes a while. */
	readonly signingKey: () => Promise<SigningKey>;
};

export function newOAuthState(): OAuthState {
	let signingKey: Promise<SigningKey> | undefined;
	const clients = Object.values(seededClients);
	return {
		clients: new Map(clients.map((client) => [client.clientId, client])),
		accounts: new Map(Object.values(seededAccounts).map((account) => [account.email, account])),
		projects: new Set(
			Object.values(seededProjects).flatMap(({ projectId, projectNumber }) => [projectId, projectNumber]),
		),
		openPages: new Map(),
		codes: new Map(),
		grants: new Grants(),
		settings: defaultSettings,
		signingKey: () => {
			signingKey ??= newSigningKey();
			return signingKey;
		},
	};
}
