import type { EmulatorState } from '../routing.ts';
import { type Account, seededAccounts } from './accounts.ts';
import { clientJson } from './clientJson.ts';
import { clientIdOf, type OAuthClient, seededClients } from './clients.ts';
import { clientSecret } from './opaqueValues.ts';
import { redirectUriProblem } from './redirectUris.ts';
import { changedSettings, type OAuthSettings } from './settings.ts';

/** What may be changed of a client; its kind and its names stay. */
export type ClientChanges = Partial<
	Pick<OAuthClient, 'appName' | 'clientSecret' | 'state' | 'publishingStatus' | 'testUsers' | 'internalTo'>
>;

/** A consent that holds. No token is told. */
export type GrantView = {
	readonly email: string;
	readonly clientId: string;
	readonly scopes: readonly string[];
	readonly hasRefreshToken: boolean;
};

/** What a test, or whoever tries the emulator out, may know and change of Google's sign-in. */
export type OAuthControls = {
	/** As it stands at the moment; so the web client. */
	readonly desktopClient: OAuthClient;
	readonly webClient: OAuthClient;
	readonly accounts: typeof seededAccounts;
	readonly settings: OAuthSettings;
	readonly liveGrants: readonly GrantView[];
	/** The text of the file the Cloud console downloads for a client. */
	clientJson(clientId: string): string;
	/** Throws in the console's words where it would not take it. The web client's, unless another is named. */
	addRedirectUri(uri: string, clientId?: string): void;
	/** A further client of a project that is known from then on; `name` becomes part of its id and its secret. */
	addClient(client: {
		readonly kind: OAuthClient['kind'];
		readonly name: string;
		readonly projectId?: string;
		readonly projectNumber?: string;
		readonly redirectUris?: readonly string[];
	}): OAuthClient;
	changeClient(clientId: string, changes: ClientChanges): void;
	/** A project whose quota calls may use. */
	addProject(idOrNumber: string): void;
	configure(changes: Partial<OAuthSettings>): void;
	/** Refreshing what this account has granted so far fails until it signs in again. */
	requireReauth(email: string): void;
	/** As the person does at myaccount.google.com: everything this account has granted ends. */
	revokeGrants(email: string): void;
	/** Moves the emulator's clock, by which codes and tokens end. */
	advanceClock(seconds: number): void;
};

export function oauthControls(state: EmulatorState): OAuthControls {
	const { oauth } = state;
	const clientOf = (clientId: string): OAuthClient => {
		const client = oauth.clients.get(clientId);
		if (client === undefined) {
			throw new TypeError(`No client has the id ${JSON.stringify(clientId)}.`);
		}
		return client;
	};
	const accountOf = (email: string): Account => {
		const account = oauth.accounts.get(email);
		if (account === undefined) {
			throw new TypeError(`No account has the email ${JSON.stringify(email)}.`);
		}
		return account;
	};
	const keep = (client: OAuthClient) => {
		oauth.clients.set(client.clientId, client);
		oauth.projects.add(client.projectId).add(client.projectNumber);
		return client;
	};
	const addRedirectUri = (uri: string, clientId: string = seededClients.web.clientId) => {
		const problem = redirectUriProblem(uri);
		if (problem !== undefined) {
			throw new TypeError(problem);
		}
		const client = clientOf(clientId);
		keep({ ...client, redirectUris: [...new Set([...client.redirectUris, uri])] });
	};
	return {
		get desktopClient() {
			return clientOf(seededClients.desktop.clientId);
		},
		get webClient() {
			return clientOf(seededClients.web.clientId);
		},
		accounts: seededAccounts,
		get settings() {
			return oauth.settings;
		},
		get liveGrants() {
			return oauth.grants.live.map(({ account: { email }, clientId, scopes, refreshToken }) => {
				return { email, clientId, scopes, hasRefreshToken: refreshToken !== undefined };
			});
		},
		clientJson: (clientId) => clientJson(clientOf(clientId)),
		addRedirectUri,
		addClient: ({ kind, name, projectId, projectNumber, redirectUris }) => {
			const like = seededClients.desktop;
			const number = projectNumber ?? like.projectNumber;
			const client = keep({
				...like,
				kind,
				clientId: clientIdOf(number, name),
				clientSecret: clientSecret(name),
				projectId: projectId ?? like.projectId,
				projectNumber: number,
				redirectUris: kind === 'installed' ? like.redirectUris : [],
			});
			for (const uri of redirectUris ?? []) {
				addRedirectUri(uri, client.clientId);
			}
			return clientOf(client.clientId);
		},
		changeClient: (clientId, changes) => {
			keep({ ...clientOf(clientId), ...changes });
		},
		addProject: (idOrNumber) => {
			oauth.projects.add(idOrNumber);
		},
		configure: (changes) => {
			oauth.settings = changedSettings(oauth.settings, changes);
		},
		requireReauth: (email) => {
			const account = accountOf(email);
			for (const grant of oauth.grants.live.filter((each) => each.account === account)) {
				grant.needsReauth = true;
			}
		},
		revokeGrants: (email) => {
			const account = accountOf(email);
			oauth.grants.end((grant) => grant.account === account);
		},
		advanceClock: (seconds) => state.advanceClock(seconds * 1000),
	};
}
