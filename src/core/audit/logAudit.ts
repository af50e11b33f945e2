import type { AuditTrail, Log } from '../ports.ts';
import type { AuditEvent } from './event.ts';

/** The audit trail as lines of the log, one JSON object each. */
export class LogAudit implements AuditTrail {
	readonly #log: Log;

	constructor(log: Log) {
		this.#log = log;
	}

	record(event: AuditEvent): void {
		this.#log.info(`audit ${JSON.stringify(event)}`);
	}
}
