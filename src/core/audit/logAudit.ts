import type { Log } from '../ports.ts';
import type { AuditEvent } from './event.ts';
import { eventFacts } from './eventFacts.ts';

/** Says an event in the running commentary, as a JSON object. */
export function logAudit(log: Log, event: AuditEvent): void {
	const line = `audit ${JSON.stringify(event)}`;
	if (eventFacts(event).outcome === 'failed') {
		log.warn(line);
	} else {
		log.info(line);
	}
}
