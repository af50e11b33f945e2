import assert from 'node:assert/strict';
import { UserTokens } from '../../../../src/core/credentials/userTokens.ts';
import type { Failure } from '../../../../src/core/errors/failure.ts';
import type { ClientSecrets } from '../../../../src/core/oauth/asClient.ts';
import type { AuthorizationServer } from '../../../../src/core/oauth/authorizationServer.ts';
import { addSignedIn, type NewUserProfile } from '../../../../src/core/oauth/keepSignIn.ts';
import type { OAuthClient } from '../../../../src/core/oauth/oauthClient.ts';
import { type OAuthSecret, readOAuthSecret } from '../../../../src/core/oauth/oauthSecret.ts';
import type { Lock } from '../../../../src/core/ports.ts';
import type {
	AccessTokenProfile,
	ClientCredentialsProfile,
	OAuthUserProfile,
	Profile,
} from '../../../../src/core/profiles/profile.ts';
import { ProfileStore } from '../../../../src/core/profiles/profileStore.ts';
import type { StoredSource } from '../../../../src/core/secretSources/secretSource.ts';
import type { MemoryDocument } from '../../../fakes/memoryDocument.ts';
import { MemoryLock } from '../../../fakes/memoryDocument.ts';
import type { MemoryVault } from '../../../fakes/memoryVault.ts';
import { RotatingServer } from '../../../fakes/rotatingServer.ts';
import { answerOf, memoryPorts } from '../profileSupport.ts';

export const server: AuthorizationServer = {
	issuer: 'https://idp.example.com',
	authorization_endpoint: 'https://idp.example.com/authorize',
	token_endpoint: 'https://idp.example.com/token',
};

export const client: OAuthClient = {
	id: 'the-client',
	kind: 'other',
	auth: 'client_secret_post',
	redirectUris: ['http://127.0.0.1/'],
};

export const userDraft = (different: Partial<NewUserProfile> = {}): NewUserProfile => ({
	name: 'Ada',
	method: 'oauth-user',
	server,
	client,
	scopes: ['a', 'b'],
	...different,
});

const common = { id: 'p', secretVersion: 'v', name: 'Gateway', createdAt: 0 };

/** A profile as the index has it, with what a test wants to be different. */
export const machineProfile = (different: Partial<ClientCredentialsProfile> = {}): ClientCredentialsProfile => ({
	...common,
	method: 'oauth-client-credentials',
	server,
	clientId: 'machine',
	clientAuth: 'client_secret_basic',
	scopes: ['a'],
	parameters: {},
	...different,
});

export const pastedProfile = (different: Partial<AccessTokenProfile> = {}): AccessTokenProfile => ({
	...common,
	method: 'access-token',
	account: '',
	scopes: [],
	...different,
});

export const minutes = 60_000;

type Sourced = { readonly source?: StoredSource; readonly secrets?: () => Promise<ClientSecrets> };

/** A window with one profile, whose sign-in has just been made at a server that rotates. */
export async function setUpUser(
	replacements: { readonly index?: MemoryDocument; readonly vault?: MemoryVault } = {},
	{ lifetime = 60 * minutes, source, ...different }: Sourced & { readonly lifetime?: number } = {},
) {
	const ports = memoryPorts(replacements);
	const { clock } = ports;
	const idp = new RotatingServer(clock, lifetime);
	const store = new ProfileStore(ports);
	const draft = userDraft(source ? { source } : {});
	const profile = userOf(await answerOf(addSignedIn({ store, clock }, draft, 'the client secret', idp.signIn())));
	const lock = new MemoryLock();
	return { ...ports, ports, idp, profile, signInLock: lock, ...window(ports, { store, idp, lock, ...different }) };
}

/** Another window over the same files and the same keyring. */
export function window(
	ports: ReturnType<typeof memoryPorts>,
	{
		store = new ProfileStore(ports),
		idp,
		lock,
		secrets = () => assert.fail('no secret lies elsewhere'),
	}: Pick<Sourced, 'secrets'> & { readonly store?: ProfileStore; readonly idp: RotatingServer; readonly lock: Lock },
) {
	const ended: [profileName: string, failure: Failure][] = [];
	const tokens = new UserTokens({
		store,
		protocol: async () => idp,
		secrets,
		lockOf: () => lock,
		clock: ports.clock,
		audit: ports.audit,
		onSignInEnded: ({ name }, failure) => ended.push([name, failure]),
	});
	/** What is given for a profile as this window finds it. */
	const get = async (id: string, rejected?: string) => {
		const profile = userOf(await answerOf(store.find(id)));
		return tokens.get(profile, rejected, new AbortController().signal);
	};
	return { store, tokens, ended, get };
}

export function userOf(profile: Profile | undefined): OAuthUserProfile {
	if (profile?.method !== 'oauth-user') {
		throw new Error(`not a sign-in: ${profile?.method}`);
	}
	return profile;
}

/** The secret of a sign-in as the vault has it. */
export async function storedSecret(store: ProfileStore, id: string): Promise<OAuthSecret> {
	const profile = userOf(await answerOf(store.find(id)));
	return readOAuthSecret(await answerOf(store.secretOf(profile))) ?? assert.fail('no secret with tokens');
}
