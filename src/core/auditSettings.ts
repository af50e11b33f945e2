/** Ids of settings that only the audit log reads: apart from `ids.ts`, so that activation does not load them. */
export const auditSettings = {
	days: 'latchkey.audit.days',
	megabytes: 'latchkey.audit.megabytes',
} as const;
