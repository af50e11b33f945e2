import type { Cause } from '../errors/cause.ts';
import type { AuditEvent } from './event.ts';

/** What every event can be asked, whatever its type; absent where that says nothing of it. */
export type EventFacts = {
	readonly profileId?: string;
	readonly profileName?: string;
	readonly method?: string;
	/** `happened`: a thing a person or Latchkey did, which has no outcome. */
	readonly outcome: 'happened' | 'succeeded' | 'cancelled' | 'failed';
	/** Why it failed. */
	readonly cause?: Cause;
	/** Who used or was given the credential: `latchkey` itself, an extension's id, a process. */
	readonly consumer?: string;
	/** How long it took, in milliseconds. */
	readonly elapsed?: number;
};

export function eventFacts(event: AuditEvent): EventFacts {
	return {
		...('profileId' in event ? profileOf(event) : {}),
		...('result' in event ? outcomeOf(event.result) : { outcome: 'happened' }),
		...consumerOf(event),
		...('elapsed' in event && event.elapsed !== undefined ? { elapsed: event.elapsed } : {}),
	};
}

function profileOf({
	profileId,
	profileName,
	method,
}: Extract<AuditEvent, { readonly profileId: string }>): Pick<EventFacts, 'profileId' | 'profileName' | 'method'> {
	return { profileId, profileName, ...(method === undefined ? {} : { method }) };
}

function outcomeOf(result: 'accepted' | 'answered' | 'cancelled' | Cause): Pick<EventFacts, 'outcome' | 'cause'> {
	if (result === 'accepted' || result === 'answered') {
		return { outcome: 'succeeded' };
	}
	return result === 'cancelled' ? { outcome: 'cancelled' } : { outcome: 'failed', cause: result };
}

function consumerOf(event: AuditEvent): Pick<EventFacts, 'consumer'> {
	if (event.type === 'credential-handed-out') {
		return { consumer: event.consumer };
	}
	return event.type === 'credential-used' ? { consumer: 'latchkey' } : {};
}
