import type { AuditTrail, Log } from '../ports.ts';
import type { AuditEvent } from './event.ts';

/** The audit trail as lines of the log, one JSON object each. */
export class LogAudit implements AuditTrail {
	readonly #log: Log;

	constructor(log: Log) {
		this.#log = log;
	}

	record(event: AuditEvent): void {
		const line = `audit ${JSON.stringify(event)}`;
		const isGood = !('result' in event) || ['accepted', 'answered', 'cancelled'].includes(event.result);
		if (isGood) {
			this.#log.info(line);
		} else {
			this.#log.warn(line);
		}
	}
}
