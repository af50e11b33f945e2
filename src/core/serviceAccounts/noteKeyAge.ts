import type { Clock, HttpTransport } from '../ports.ts';
import type { ServiceAccountProfile } from '../profiles/profile.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import { keyMadeAt } from './keyMadeAt.ts';

type Ports = {
	readonly store: Pick<ProfileStore, 'recordKeyMade'>;
	readonly transport: HttpTransport;
	readonly clock: Clock;
};

/** In milliseconds: nobody waits for the answer, and nothing is to stay behind for it. */
const patience = 60_000;

/**
 * Asks how old the key of a profile is and notes it. Where that cannot be learnt nothing is said: no call depends on it. Asked once, since a
 * key does not change; and not for one that is kept elsewhere, where it may be replaced by another without a word.
 */
export async function noteKeyAge({ store, transport, clock }: Ports, profile: ServiceAccountProfile): Promise<void> {
	if (profile.keyMadeAt !== undefined || profile.source) {
		return;
	}
	const limit = new AbortController();
	const timer = clock.after(patience, () => limit.abort());
	const asked = await keyMadeAt({ transport }, profile.email, profile.keyId, limit.signal);
	timer.dispose();
	if (asked.kind === 'answered' && asked.value.kind === 'known') {
		await store.recordKeyMade(profile, asked.value.madeAt);
	}
}
