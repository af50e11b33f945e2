import { lookUp } from '../lookUp.ts';
import type { Cause } from './cause.ts';
import { errorInfoOf, type GoogleError } from './googleError.ts';

/**
 * google.api.ErrorReason to cause
 * (https://github.com/googleapis/googleapis/blob/master/google/api/error_reason.proto).
 */
const causeOfReason: Readonly<Record<string, Cause>> = {
	SERVICE_DISABLED: 'api-disabled',
	BILLING_DISABLED: 'billing-required',
	API_KEY_INVALID: 'api-key-invalid',
	API_KEY_SERVICE_BLOCKED: 'api-key-service-blocked',
	API_KEY_HTTP_REFERRER_BLOCKED: 'api-key-referrer-blocked',
	API_KEY_IP_ADDRESS_BLOCKED: 'api-key-ip-blocked',
	API_KEY_ANDROID_APP_BLOCKED: 'api-key-app-blocked',
	API_KEY_IOS_APP_BLOCKED: 'api-key-app-blocked',
	RATE_LIMIT_EXCEEDED: 'rate-limited',
	USER_PROJECT_DENIED: 'quota-project-denied',
	CONSUMER_SUSPENDED: 'project-blocked',
	CONSUMER_INVALID: 'project-invalid',
	ACCESS_TOKEN_TYPE_UNSUPPORTED: 'api-key-not-accepted',
	CREDENTIALS_MISSING: 'api-key-not-accepted',
	IAM_PERMISSION_DENIED: 'permission-denied',
};

/** google.rpc.Code by name to cause, where nothing more certain is known. */
const causeOfStatus: Readonly<Record<string, Cause>> = {
	INVALID_ARGUMENT: 'request-invalid',
	FAILED_PRECONDITION: 'request-invalid',
	OUT_OF_RANGE: 'request-invalid',
	UNAUTHENTICATED: 'api-key-not-accepted',
	PERMISSION_DENIED: 'permission-denied',
	NOT_FOUND: 'resource-not-found',
	ABORTED: 'conflict',
	ALREADY_EXISTS: 'conflict',
	RESOURCE_EXHAUSTED: 'rate-limited',
	UNIMPLEMENTED: 'unsupported',
	INTERNAL: 'server-error',
	UNKNOWN: 'server-error',
	DATA_LOSS: 'server-error',
	UNAVAILABLE: 'server-busy',
	DEADLINE_EXCEEDED: 'deadline-exceeded',
};

/** HTTP status as the body states it to cause, where no status by name came along. */
const causeOfCode: Readonly<Record<string, Cause>> = {
	'400': 'request-invalid',
	'401': 'api-key-not-accepted',
	'403': 'permission-denied',
	'404': 'resource-not-found',
	'409': 'conflict',
	'413': 'request-too-large',
	'429': 'rate-limited',
	'500': 'server-error',
	'501': 'unsupported',
	'503': 'server-busy',
	'504': 'deadline-exceeded',
};

type Refinement = readonly [from: Cause, test: (error: GoogleError) => boolean, to: Cause];
const says = (pattern: RegExp) => (error: GoogleError) => pattern.test(error.message);

/** A reason or a status names a family; the text or a further detail picks within it. The first row that fits decides. */
const refinements: readonly Refinement[] = [
	['api-key-invalid', says(/api key expired/i), 'api-key-expired'],
	['permission-denied', says(/reported as leaked/i), 'api-key-leaked'],
	['permission-denied', says(/project has been denied access/i), 'project-blocked'],
	['permission-denied', says(/unregistered callers/i), 'credentials-missing'],
	['request-invalid', says(/multiple authentication credentials/i), 'credentials-conflict'],
	['request-invalid', says(/location is not supported/i), 'location-unsupported'],
	['request-invalid', says(/input token count .{0,200}exceeds/i), 'request-too-large'],
	['resource-not-found', says(/^models\/\S+ is not found/i), 'model-not-found'],
	['rate-limited', says(/prepayment credits are depleted/i), 'credits-depleted'],
	['rate-limited', says(/\blimit: 0\b/), 'quota-zero'],
	['rate-limited', hasDailyQuota, 'quota-exhausted'],
];

/** A quota per day is named in `QuotaFailure.violations[].quotaId`; the `RetryInfo` beside it misleads. */
function hasDailyQuota(error: GoogleError): boolean {
	return error.details
		.filter((detail) => detail['@type'] === 'type.googleapis.com/google.rpc.QuotaFailure')
		.flatMap(({ violations }) => (Array.isArray(violations) ? violations : []))
		.some((violation: { quotaId?: unknown } | null) => String(violation?.quotaId).includes('PerDay'));
}

/** The one cause of an error that came with a body of Google's form. */
export function causeOfGoogleError(error: GoogleError): Cause {
	const family =
		lookUp(causeOfReason, errorInfoOf(error)?.reason) ??
		(error.code === 402 ? 'credits-depleted' : undefined) ??
		lookUp(causeOfStatus, error.status) ??
		lookUp(causeOfCode, String(error.code)) ??
		'unknown';
	return refinements.find(([from, fits]) => from === family && fits(error))?.[2] ?? family;
}

/** The cause of a response whose body is not of Google's form, such as the HTML page of a proxy. */
export function causeOfForeignBody(httpStatus: number, body: string): Cause {
	if (/<title>Error \d{3} \([^)<]{0,80}\)!!1<\/title>/.test(body)) {
		return httpStatus === 404 ? 'resource-not-found' : httpStatus === 413 ? 'request-too-large' : 'server-error';
	}
	if (/<html|<!doctype html/i.test(body) || httpStatus === 407) {
		return 'proxy';
	}
	return httpStatus === 503 ? 'server-busy' : httpStatus >= 500 ? 'server-error' : 'unknown';
}
