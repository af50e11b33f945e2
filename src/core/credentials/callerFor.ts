import { hostOf, placeOf } from '../gemini/targets.ts';
import { bareSecret, type Caller } from '../http/exchange.ts';
import { orAborted } from '../orAborted.ts';
import { answered, cancelled, type Outcome } from '../outcome.ts';
import type { Clock, Credential, HttpTransport, Random } from '../ports.ts';
import type { ApiKeyProfile, Profile, TokenProfile } from '../profiles/profile.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import type { SourcedSecrets } from '../secretSources/sourcedSecrets.ts';
import { apiKeyCredential } from './apiKey.ts';
import { bearer } from './bearer.ts';
import type { TokenCache } from './tokenCache.ts';

export type Sources = {
	readonly store: ProfileStore;
	/** Loaded for profiles that call with a token alone. */
	readonly signIn: () => Promise<{ readonly tokens: TokenCache }>;
	/** Loaded for profiles whose secret lies elsewhere alone. */
	readonly secrets: () => Promise<SourcedSecrets>;
	readonly transport: HttpTransport;
	readonly clock: Clock;
	readonly random: Random;
};

/** Fetches what a profile calls with, for one call. The caller holds it no longer than the call lasts. */
export async function callerFor(sources: Sources, profile: Profile, signal: AbortSignal): Promise<Outcome<Caller>> {
	const { transport, clock, random } = sources;
	const { quotaProject } = profile;
	const caller = {
		transport,
		signal,
		retry: { clock, random },
		...(quotaProject ? { headers: { 'x-goog-user-project': quotaProject } } : {}),
		place: placeOf(profile),
	};
	if (profile.method !== 'api-key') {
		return withToken((await sources.signIn()).tokens, profile, caller);
	}
	if (!profile.source) {
		return withKey(sources, profile, ofKey(caller));
	}
	const { withSourcedKey } = await import('./sourcedKey.ts');
	return withSourcedKey(await sources.secrets(), { ...profile, source: profile.source }, ofKey(caller), profile);
}

async function withKey({ store }: Sources, profile: ApiKeyProfile, caller: Caller): Promise<Outcome<Caller>> {
	const secret = await orAborted(store.secretOf(profile), caller.signal);
	if (secret === 'aborted') {
		return cancelled;
	}
	return secret.kind === 'answered'
		? answered({ ...caller, credential: apiKeyCredential(secret.value, profile) })
		: secret;
}

async function withToken(tokens: TokenCache, profile: TokenProfile, caller: Caller): Promise<Outcome<Caller>> {
	const token = await tokens.get(profile, caller.signal);
	if (token.kind !== 'answered') {
		return token;
	}
	const credential = bearer(token.value, hostOf(profile));
	const renew = async (): Promise<Outcome<Credential>> => {
		const other = await tokens.renew(profile, bareSecret(credential), caller.signal);
		return other.kind === 'answered' ? answered(bearer(other.value, hostOf(profile))) : other;
	};
	return answered({
		...caller,
		...listing(profile),
		...(token.value.quotaProject && !profile.quotaProject
			? { headers: { ...caller.headers, 'x-goog-user-project': token.value.quotaProject } }
			: {}),
		credential,
		context: { credential: profile.method === 'oauth-user' ? 'oauth-user' : 'access-token' },
		...(profile.method === 'access-token' ? {} : { renew }),
	});
}

/** A key is one also where it travels as a token does. */
const ofKey = (caller: Caller): Caller => ({ ...caller, context: { credential: 'api-key' } });

/** A person belongs to no project, so that a list of Vertex AI's models has to be asked for one; a machine lies in its own. */
const listing = ({ method, target }: TokenProfile): Pick<Caller, 'listedFor'> =>
	target?.kind === 'vertex' && ofPersons.includes(method) ? { listedFor: target.project } : {};

const ofPersons: readonly Profile['method'][] = ['oauth-user', 'access-token', 'adc'];
