import { errorInfo } from './details.ts';
import type { RpcStatus } from './rpcError.ts';

/** What IAM answers: it names the permission, and does not tell a missing permission from a missing resource. */
export const iamDenied = (permission: string, resource: string, domain = 'iam.googleapis.com') =>
	({
		code: 403,
		message: `Permission '${permission}' denied on resource '${resource}' (or it may not exist).`,
		status: 'PERMISSION_DENIED',
		details: [errorInfo('IAM_PERMISSION_DENIED', { permission, resource }, domain)],
	}) as const;

const unauthenticated =
	'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid ' +
	'authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';

const refusedToken = (reason: string, message = unauthenticated, metadata: Record<string, string> = {}) =>
	({
		code: 401,
		message,
		status: 'UNAUTHENTICATED',
		details: [errorInfo(reason, { service: '{service}', method: '{method}', ...metadata })],
	}) as const;

/** Refusals of a token, or of what the identity behind it may do. */
export const identityErrors = {
	'token-type-unsupported': refusedToken('ACCESS_TOKEN_TYPE_UNSUPPORTED'),
	'token-expired': refusedToken('ACCESS_TOKEN_EXPIRED'),
	/** Disabled or deleted. */
	'account-disabled': refusedToken('ACCOUNT_STATE_INVALID', unauthenticated, { email: '{email}' }),
	/** A JWT that a service account has signed itself; what is wrong with it is not told (google/api/error_reason.proto). */
	'jwt-invalid': {
		code: 401,
		message: unauthenticated,
		status: 'UNAUTHENTICATED',
		details: [errorInfo('JWT_TOKEN_INVALID', { service: '{service}' })],
	},
	/** Where nothing was sent and only a token counts. */
	'token-missing': refusedToken(
		'CREDENTIALS_MISSING',
		'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other ' +
			'valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
	),
	/** Where a key was sent and only a token counts. */
	'api-key-not-accepted': refusedToken(
		'CREDENTIALS_MISSING',
		'API keys are not supported by this API. Expected OAuth2 access token or other authentication credentials that ' +
			'assert a principal. See https://cloud.google.com/docs/authentication',
	),
	'scope-insufficient': {
		code: 403,
		message: 'Request had insufficient authentication scopes.',
		status: 'PERMISSION_DENIED',
		details: [errorInfo('ACCESS_TOKEN_SCOPE_INSUFFICIENT', { service: '{service}', method: '{method}' })],
	},
	'permission-denied': {
		code: 403,
		message: 'The caller does not have permission',
		status: 'PERMISSION_DENIED',
	},
	'iam-permission-denied': iamDenied(
		'aiplatform.endpoints.predict',
		'//aiplatform.googleapis.com/projects/{project}/locations/global/publishers/google/models/{model}',
	),
	/** The IAM Service Account Credentials API leaves out which account it was. */
	'impersonation-denied': {
		code: 403,
		message: "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
		status: 'PERMISSION_DENIED',
		details: [
			errorInfo('IAM_PERMISSION_DENIED', { permission: 'iam.serviceAccounts.getAccessToken' }, 'iam.googleapis.com'),
		],
	},
	'service-account-unknown': {
		code: 404,
		message: 'Not found; Gaia id not found for email {email}',
		status: 'NOT_FOUND',
	},
} as const satisfies Record<string, RpcStatus>;
