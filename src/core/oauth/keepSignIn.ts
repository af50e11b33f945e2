import { accessOf } from '../credentials/userTokens.ts';
import type { Failure } from '../errors/failure.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { Clock, Lock } from '../ports.ts';
import type { OAuthUserProfile, Profile } from '../profiles/profile.ts';
import type { NewProfile } from '../profiles/profileChanges.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import { profileGone, storageFailure } from '../profiles/storageFailure.ts';
import { keptElsewhere, type StoredSource } from '../secretSources/secretSource.ts';
import type { ClientSecret } from './asClient.ts';
import { type OAuthSecret, readOAuthSecret, writeOAuthSecret } from './oauthSecret.ts';
import type { SignIn } from './signIn.ts';
import type { Tokens } from './tokens.ts';

/** An `oauth-user` profile to be, with the place of the client's secret where that is kept elsewhere. */
export type NewUserProfile = Extract<NewProfile, { readonly method: 'oauth-user' }>;

type Ports = { readonly store: ProfileStore; readonly lockOf: (profileId: string) => Lock; readonly clock: Clock };

const signInOf = ({ account, scopes, refreshExpiresAt }: Tokens, asked: readonly string[], at: number): SignIn => ({
	at,
	account: account ?? '',
	scopes: scopes ?? asked,
	...(refreshExpiresAt === undefined ? {} : { refreshExpiresAt }),
});

/** Of a client's secret that is kept elsewhere nothing is stored here. */
const secretOf = ({ clientSecret, source }: ClientSecret, tokens: Tokens, asked: readonly string[]): OAuthSecret => ({
	...(clientSecret && !source ? { clientSecret } : {}),
	...(tokens.refreshToken ? { refreshToken: tokens.refreshToken } : {}),
	access: accessOf(tokens, asked),
});

/** Makes a profile of a sign-in that has just been made. */
export function addSignedIn(
	{ store, clock }: Pick<Ports, 'store' | 'clock'>,
	profile: NewUserProfile,
	clientSecret: string | undefined,
	tokens: Tokens,
): Promise<Outcome<Profile>> {
	const { scopes, source } = profile;
	const signIn = signInOf(tokens, scopes, clock.now());
	return store.add({ ...profile, signIn }, writeOAuthSecret(secretOf({ clientSecret, source }, tokens, scopes)));
}

/** Puts another sign-in in the place of the one a profile had, with what its client proved itself by. Nobody renews the old one meanwhile. */
export function replaceSignIn(
	{ store, lockOf, clock }: Ports,
	{ id }: OAuthUserProfile,
	clientSecret: string | undefined,
	{
		tokens,
		scopes,
		source,
	}: { readonly tokens: Tokens; readonly scopes: readonly string[]; readonly source?: StoredSource | undefined },
): Promise<Outcome<Profile>> {
	const signIn = signInOf(tokens, scopes, clock.now());
	const secret = writeOAuthSecret(secretOf({ clientSecret, source }, tokens, scopes));
	const renewed = (profile: Profile): Profile =>
		profile.method === 'oauth-user' ? { ...withSource(profile, source), scopes, signIn } : profile;
	return locked(lockOf(id), () => store.replaceSecret(id, secret, renewed, { event: 'signed-in' }));
}

/** What signing out on this machine did. */
export type Dropped = {
	readonly outcome: Outcome<Profile>;
	/** What was stored; undefined where it could not be read, so that nothing of it can be revoked. */
	readonly secret: OAuthSecret | undefined;
	/** The old secret could not be deleted yet: the next change of a profile tries again. */
	readonly isLeftBehind: boolean;
};

/** Signing out does not wait for a renewal for longer than this, in milliseconds. */
const patience = 3_000;

/**
 * Removes the tokens of a profile from this machine; the client stays. Where another window is just renewing it is not waited for for long: what
 * that window then has to store is of another version, and is not stored.
 */
export async function dropSignIn({ store, lockOf, clock }: Ports, profile: OAuthUserProfile): Promise<Dropped> {
	let dropping: Promise<Dropped> | undefined;
	const dropOnce = () => {
		dropping ??= drop(store, profile);
		return dropping;
	};
	const turn = locked(lockOf(profile.id), async () => answered(await dropOnce()));
	const waited = new Promise<void>((resolve) => {
		const timer = clock.after(patience, resolve);
		void turn.then(() => {
			timer.dispose();
			resolve();
		});
	});
	await waited;
	return dropOnce();
}

async function drop(store: ProfileStore, { id }: OAuthUserProfile): Promise<Dropped> {
	const found = await store.find(id);
	if (found.kind !== 'answered' || !found.value) {
		const outcome = found.kind === 'answered' ? failed(profileGone) : found;
		return { outcome, secret: undefined, isLeftBehind: false };
	}
	const stored = await store.secretOf(found.value);
	// A secret that cannot be read is no reason to keep it.
	const secret = stored.kind === 'answered' ? readOAuthSecret(stored.value) : undefined;
	const left = writeOAuthSecret(secret?.clientSecret ? { clientSecret: secret.clientSecret } : {});
	const signedOut = ({ signIn: _, lastCheck: __, ...profile }: Profile & { signIn?: SignIn }): Profile =>
		profile as Profile;
	const outcome = await store.replaceSecret(id, left, signedOut, { event: 'signed-out' });
	return { outcome, secret, isLeftBehind: await store.isLeftBehind(found.value) };
}

/** Gives a client another secret, and leaves the rest of what is stored as it is. */
export const changeClientSecret = (ports: ClientPorts, profile: Profile, clientSecret: string) =>
	changeClient(ports, profile, { clientSecret });

/** Has the secret of a client be fetched from elsewhere from now on. Nothing of it stays here. */
export const moveClientSecret = (ports: ClientPorts, profile: Profile, source: StoredSource) =>
	changeClient(ports, profile, { source });

type ClientPorts = Pick<Ports, 'store' | 'lockOf'>;

function changeClient(
	{ store, lockOf }: ClientPorts,
	{ id, method }: Profile,
	{ clientSecret, source }: ClientSecret,
): Promise<Outcome<Profile>> {
	return locked(lockOf(id), async (): Promise<Outcome<Profile>> => {
		const found = await store.find(id);
		if (found.kind !== 'answered' || !found.value) {
			return found.kind === 'answered' ? failed(profileGone) : found;
		}
		const stored = await store.secretOf(found.value);
		if (stored.kind === 'failed' && stored.failure.cause !== 'secret-missing') {
			return stored;
		}
		const { clientSecret: _, ...rest } = (stored.kind === 'answered' && readOAuthSecret(stored.value)) || {};
		// Beside the tokens of a sign-in nothing has to stand for it.
		const secret =
			source && method !== 'oauth-user'
				? keptElsewhere
				: writeOAuthSecret({ ...rest, ...(clientSecret === undefined ? {} : { clientSecret }) });
		return store.replaceSecret(id, secret, (profile) => withSource(profile, source));
	});
}

/** A profile whose secret is another now, or lies elsewhere: what a check found is of no use any more. */
function withSource<P extends Profile>(profile: P, source: StoredSource | undefined): P {
	const { lastCheck: _, source: __, ...rest } = profile as P & { readonly source?: StoredSource };
	return { ...rest, ...(source ? { source } : {}) } as P;
}

async function locked<T>(lock: Lock, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
	try {
		return await lock.hold(work);
	} catch (error) {
		const failure: Failure = storageFailure('sign-in lock', error);
		return failed(failure);
	}
}
