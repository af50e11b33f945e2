import type { Cause } from '../../src/core/errors/cause.ts';
import type { Fault } from './faults.ts';

const onThisMachine = 'is judged on this machine before anything is sent';

/** For each cause the fault that provokes it, or why no server can. `failAll(fault)` holds it however often a client retries. */
export const faultOfCause = {
	// API keys
	'api-key-invalid': { kind: 'error', name: 'api-key-invalid' },
	'api-key-expired': { kind: 'error', name: 'api-key-expired' },
	'api-key-leaked': { kind: 'error', name: 'api-key-leaked' },
	'api-key-service-blocked': { kind: 'error', name: 'api-key-service-blocked' },
	'api-key-referrer-blocked': { kind: 'error', name: 'api-key-referrer-blocked' },
	'api-key-ip-blocked': { kind: 'error', name: 'api-key-ip-blocked' },
	'api-key-app-blocked': { kind: 'error', name: 'api-key-app-blocked' },
	'api-key-not-accepted': { kind: 'error', name: 'api-key-not-accepted' },
	'credentials-missing': { kind: 'error', name: 'credentials-missing' },
	'credentials-conflict': { kind: 'error', name: 'credentials-conflict' },
	// Tokens and permission
	'token-invalid': { kind: 'error', name: 'token-expired' },
	'scope-insufficient': { kind: 'error', name: 'scope-insufficient' },
	'permission-denied': { kind: 'error', name: 'iam-permission-denied' },
	'impersonation-denied': { kind: 'error', name: 'impersonation-denied' },
	'quota-project-denied': { kind: 'error', name: 'quota-project-denied' },
	'api-disabled': { kind: 'error', name: 'service-disabled' },
	'project-invalid': { kind: 'error', name: 'project-invalid' },
	'project-blocked': { kind: 'error', name: 'project-suspended' },
	'billing-required': { kind: 'error', name: 'billing-disabled' },
	'credits-depleted': { kind: 'error', name: 'credits-depleted' },
	'organization-policy': { kind: 'error', name: 'organization-policy' },
	'location-unsupported': { kind: 'error', name: 'location-unsupported' },
	// Limits and the server's health
	'rate-limited': { kind: 'error', name: 'quota-minute' },
	'quota-exhausted': { kind: 'error', name: 'quota-daily' },
	'quota-zero': { kind: 'error', name: 'quota-zero' },
	'server-busy': { kind: 'error', name: 'server-busy' },
	'server-error': { kind: 'error', name: 'internal' },
	'deadline-exceeded': { kind: 'error', name: 'deadline' },
	// The request
	'request-invalid': { kind: 'error', name: 'unknown-field' },
	'request-too-large': { kind: 'error', name: 'input-too-long' },
	'model-not-found': { kind: 'error', name: 'model-not-found' },
	'resource-not-found': { kind: 'error', name: 'resource-not-found' },
	// A 200 that carries no answer
	'prompt-blocked': { kind: 'answer', name: 'prompt-blocked-safety' },
	'answer-blocked': { kind: 'answer', name: 'answer-blocked' },
	'answer-truncated': { kind: 'answer', name: 'thinking-truncated' },
	'answer-malformed': { kind: 'answer', name: 'malformed-function-call' },
	// Signing in (OAuth 2.0)
	'oauth-client-invalid': { kind: 'oauth', name: 'client-not-found' },
	'oauth-redirect-mismatch': { kind: 'oauth', name: 'redirect-mismatch' },
	'oauth-code-invalid': { kind: 'oauth', name: 'code-malformed' },
	'oauth-declined': { kind: 'oauth', name: 'consent-declined' },
	'oauth-refresh-revoked': { kind: 'oauth', name: 'refresh-revoked' },
	'oauth-reauth-required': { kind: 'oauth', name: 'reauth-required' },
	'oauth-scope-invalid': { kind: 'oauth', name: 'assertion-scope-invalid' },
	'oauth-request-invalid': { kind: 'oauth', name: 'grant-type-unsupported' },
	'oauth-blocked': { kind: 'oauth', name: 'admin-policy' },
	// Service accounts and federation
	'jwt-signature-invalid': { kind: 'oauth', name: 'jwt-signature' },
	'jwt-time-invalid': { kind: 'oauth', name: 'jwt-time' },
	'service-account-not-found': { kind: 'oauth', name: 'account-not-found' },
	'delegation-denied': { kind: 'oauth', name: 'delegation-unauthorized' },
	'federation-invalid': { kind: 'oauth', name: 'pool-disabled' },
	// The way there
	'network-unreachable': { kind: 'close' },
	/** Shows when the client's own patience ends. */
	'network-timeout': { kind: 'hang' },
	'network-tls': 'takes a peer that speaks TLS badly, and the emulator speaks plain HTTP',
	/** Another form of it, 407 with a page, is `proxy-407`. */
	proxy: { kind: 'page', page: 'proxy-403' },
	// On this machine, before anything was sent
	'source-failed': { kind: 'error', name: 'secret-version-disabled' },
	'adc-not-found': `${onThisMachine}: no file is found`,
	'credential-file-invalid': `${onThisMachine}: a file does not parse`,
	'host-not-allowed': `${onThisMachine}: the credential is not for that host`,
	'consent-refused': `${onThisMachine}: by a person`,
	'storage-failed': `${onThisMachine}: a store cannot be read`,
	'sign-in-rejected': 'is judged on this machine: an answer that a browser brings does not belong to the sign-in',
	'sign-in-unanswered': 'is judged on this machine: no answer came within five minutes',
	'signed-out': `${onThisMachine}: nobody is signed in`,
	'secret-missing': `${onThisMachine}: the vault has no such secret`,
	'profile-gone': `${onThisMachine}: the profile was deleted`,
	// Other
	'answer-incomplete': { kind: 'answer', name: 'no-finish-reason' },
	conflict: { kind: 'error', name: 'conflict' },
	unsupported: { kind: 'error', name: 'unimplemented' },
	unknown: {
		kind: 'respond',
		status: 200,
		headers: { 'content-type': 'application/json' },
		body: '{"status":"ready"}',
	},
} as const satisfies Record<Cause, Fault | string>;
