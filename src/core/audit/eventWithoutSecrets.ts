import { redact } from '../secrets/redact.ts';
import type { AuditEvent } from './event.ts';

/** Names are the person's own, and someone may have pasted a key for one: whatever looks like a secret is left out. */
export const withoutSecretsInside = (event: AuditEvent): AuditEvent =>
	Object.fromEntries(
		Object.entries(event).map(([field, value]) => [field, typeof value === 'string' ? redact(value) : value]),
	) as AuditEvent;
