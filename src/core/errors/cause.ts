/** What a failed call means: one closed list. The names stand in code, audit log and documentation and do not change. */
export const causes = [
	// API keys
	'api-key-invalid',
	'api-key-expired',
	'api-key-leaked',
	'api-key-service-blocked',
	'api-key-referrer-blocked',
	'api-key-ip-blocked',
	'api-key-app-blocked',
	'api-key-not-accepted',
	'credentials-missing',
	'credentials-conflict',
	// Tokens and permission
	'token-invalid',
	'scope-insufficient',
	'permission-denied',
	'impersonation-denied',
	'quota-project-denied',
	'api-disabled',
	'project-invalid',
	'project-blocked',
	'billing-required',
	'credits-depleted',
	'organization-policy',
	'location-unsupported',
	// Limits and the server's health
	'rate-limited',
	'quota-exhausted',
	'quota-zero',
	'server-busy',
	'server-error',
	'deadline-exceeded',
	// The request
	'request-invalid',
	'request-too-large',
	'model-not-found',
	'resource-not-found',
	// A 200 that carries no answer
	'prompt-blocked',
	'answer-blocked',
	'answer-truncated',
	'answer-malformed',
	// Signing in (OAuth 2.0)
	'oauth-client-invalid',
	'oauth-redirect-mismatch',
	'oauth-code-invalid',
	'oauth-declined',
	'oauth-refresh-revoked',
	'oauth-reauth-required',
	'oauth-scope-invalid',
	'oauth-request-invalid',
	'oauth-blocked',
	// Service accounts and federation
	'jwt-signature-invalid',
	'jwt-time-invalid',
	'service-account-not-found',
	'delegation-denied',
	'federation-invalid',
	// The way there
	'network-unreachable',
	'network-timeout',
	'network-tls',
	'proxy',
	// On this machine, before anything was sent
	'source-failed',
	'adc-not-found',
	'credential-file-invalid',
	'host-not-allowed',
	'consent-refused',
	'storage-failed',
	'sign-in-rejected',
	'sign-in-unanswered',
	'signed-out',
	'secret-missing',
	'profile-gone',
	// Other
	'answer-incomplete',
	'conflict',
	'unsupported',
	'unknown',
] as const;

export type Cause = (typeof causes)[number];

export const isCause = (value: unknown): value is Cause => (causes as readonly unknown[]).includes(value);
