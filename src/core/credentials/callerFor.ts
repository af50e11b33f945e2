import type { Caller } from '../gemini/exchange.ts';
import { orAborted } from '../orAborted.ts';
import { answered, cancelled, type Outcome } from '../outcome.ts';
import type { Clock, HttpTransport, Random } from '../ports.ts';
import type { Profile } from '../profiles/profile.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import { apiKeyCredential } from './apiKey.ts';

type Sources = {
	readonly store: ProfileStore;
	readonly transport: HttpTransport;
	readonly clock: Clock;
	readonly random: Random;
};

/** Fetches a profile's secret for one call. The caller holds it no longer than the call lasts. */
export async function callerFor(
	{ store, transport, clock, random }: Sources,
	profile: Profile,
	signal: AbortSignal,
): Promise<Outcome<Caller>> {
	const secret = await orAborted(store.secretOf(profile), signal);
	if (secret === 'aborted') {
		return cancelled;
	}
	return secret.kind === 'answered'
		? answered({ transport, credential: apiKeyCredential(secret.value), signal, retry: { clock, random } })
		: secret;
}
