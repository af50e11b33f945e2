import type { Cause } from '../cause.ts';
import { and, mintingPermission, type Rule, says } from './rule.ts';
import { hostOf, isKey, isToken, type Signs } from './signs.ts';

const by = (...rows: readonly (readonly [Cause, ...string[]])[]): Readonly<Record<string, Cause>> =>
	Object.fromEntries(rows.flatMap(([cause, ...reasons]) => reasons.map((reason) => [reason, cause])));

/**
 * Reasons of google.api.ErrorReason (https://github.com/googleapis/googleapis/blob/master/google/api/error_reason.proto), and those of
 * other domains that Gemini's own services send. A reason names a family.
 */
export const causeOfReason: Readonly<Record<string, Cause>> = by(
	['api-disabled', 'SERVICE_DISABLED', 'SERVICE_NOT_VISIBLE', 'MCP_SERVER_DISABLED'],
	['billing-required', 'BILLING_DISABLED', 'LOCATION_TAX_POLICY_VIOLATED'],
	['api-key-invalid', 'API_KEY_INVALID'],
	['api-key-service-blocked', 'API_KEY_SERVICE_BLOCKED'],
	['api-key-referrer-blocked', 'API_KEY_HTTP_REFERRER_BLOCKED', 'MISSING_ORIGIN'],
	['api-key-ip-blocked', 'API_KEY_IP_ADDRESS_BLOCKED'],
	['api-key-app-blocked', 'API_KEY_ANDROID_APP_BLOCKED', 'API_KEY_IOS_APP_BLOCKED', 'CREDENTIAL_ANDROID_APP_INVALID'],
	['rate-limited', 'RATE_LIMIT_EXCEEDED'],
	['quota-exhausted', 'RESOURCE_QUOTA_EXCEEDED', 'EMULATOR_QUOTA_EXCEEDED', 'QUOTA_EXHAUSTED'],
	['quota-project-denied', 'USER_PROJECT_DENIED'],
	['project-blocked', 'CONSUMER_SUSPENDED', 'GCP_SUSPENDED'],
	['project-invalid', 'CONSUMER_INVALID', 'RESOURCE_PROJECT_INVALID'],
	[
		'organization-policy',
		'SECURITY_POLICY_VIOLATED',
		'RESOURCE_USAGE_RESTRICTION_VIOLATED',
		'ORG_RESTRICTION_VIOLATION',
		'ORG_RESTRICTION_HEADER_INVALID',
		'LOCATION_ORG_POLICY_VIOLATED',
		'TLS_ORG_POLICY_VIOLATED',
		'TLS_CIPHER_RESTRICTION_VIOLATED',
		'ENDPOINT_USAGE_RESTRICTION_VIOLATED',
	],
	['location-unsupported', 'LOCATION_POLICY_VIOLATED'],
	['token-invalid', 'ACCESS_TOKEN_EXPIRED', 'SESSION_COOKIE_INVALID', 'JWT_TOKEN_INVALID'],
	['scope-insufficient', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'],
	['api-key-not-accepted', 'ACCESS_TOKEN_TYPE_UNSUPPORTED', 'CREDENTIAL_TYPE_UNSUPPORTED'],
	['credentials-missing', 'CREDENTIALS_MISSING'],
	['credentials-conflict', 'OVERLOADED_CREDENTIALS'],
	[
		'permission-denied',
		'IAM_PERMISSION_DENIED',
		'USER_BLOCKED_BY_ADMIN',
		'ACCOUNT_TYPE_UNSUPPORTED',
		'ACCOUNT_STATE_INVALID',
	],
	['request-invalid', 'SYSTEM_PARAMETER_UNSUPPORTED'],
	['server-busy', 'MODEL_CAPACITY_EXHAUSTED'],
);

const isReason =
	(...reasons: readonly string[]) =>
	({ reason }: Signs): boolean =>
		reason !== undefined && reasons.includes(reason);

const isAboutMinting = ({ metadata, text }: Signs): boolean =>
	mintingPermission.test(`${String(metadata['permission'] ?? '')}\n${text}`);

const isServiceAccount = ({ metadata, text, context }: Signs): boolean =>
	context.credential === 'service-account' ||
	/gserviceaccount\.com|service account/i.test(`${String(metadata['email'] ?? '')}\n${text}`);

const isElsewhere = ({ context }: Signs): boolean => !/^(?:generativelanguage\.|$)/.test(hostOf(context));

/** A reason names a family; the text, the host or the kind of credential picks within it. */
export const refinementsOfReason: readonly Rule[] = [
	['api-key-expired', and(isReason('API_KEY_INVALID'), says(/\bexpired\b/i))],
	['jwt-signature-invalid', and(isReason('JWT_TOKEN_INVALID'), says(/signature/i))],
	[
		'jwt-time-invalid',
		and(
			isReason('JWT_TOKEN_INVALID'),
			says(/\biat\b|\bexp\b|expired|time ?frame|too (?:early|late|old)|future|lifetime|clock/i),
		),
	],
	['token-invalid', and(isReason('ACCESS_TOKEN_TYPE_UNSUPPORTED', 'CREDENTIAL_TYPE_UNSUPPORTED'), isToken)],
	['api-key-not-accepted', and(isReason('CREDENTIALS_MISSING'), says(/API keys? (?:are|is) not supported/i))],
	// A key was sent, to a service that wants more than a key.
	['api-key-not-accepted', and(isReason('CREDENTIALS_MISSING'), isKey, isElsewhere)],
	['impersonation-denied', and(isReason('IAM_PERMISSION_DENIED'), isAboutMinting)],
	[
		'quota-project-denied',
		and(isReason('IAM_PERMISSION_DENIED'), ({ metadata }) => metadata['permission'] === 'serviceusage.services.use'),
	],
	['service-account-not-found', and(isReason('ACCOUNT_STATE_INVALID'), isServiceAccount)],
];
