import type { AuditEvent } from '../../src/core/audit/event.ts';
import type { AuditTrail } from '../../src/core/ports.ts';

/** Keeps every event it is told. */
export class RecordingAudit implements AuditTrail {
	readonly events: AuditEvent[] = [];

	record(event: AuditEvent): void {
		this.events.push(event);
	}
}
