import type { JsonObject } from '../json.ts';

/** Builders for google/rpc/error_details.proto in JSON form. */
const detail = (type: string, fields: JsonObject): JsonObject => ({
	'@type': `type.googleapis.com/google.rpc.${type}`,
	...fields,
});

/** `domain` is `googleapis.com` for every reason of google/api/error_reason.proto seen on the wire. */
export const errorInfo = (reason: string, metadata: JsonObject, domain = 'googleapis.com'): JsonObject =>
	detail('ErrorInfo', { reason, domain, metadata });

export const localizedMessage = (message: string): JsonObject =>
	detail('LocalizedMessage', { locale: 'en-US', message });

export const help = (description: string, url: string): JsonObject => detail('Help', { links: [{ description, url }] });

/** `retryDelay` is a protobuf duration: seconds with an `s`. */
export const retryInfo = (retryDelay: string): JsonObject => detail('RetryInfo', { retryDelay });

export const quotaFailure = (...violations: readonly JsonObject[]): JsonObject =>
	detail('QuotaFailure', { violations });

export const preconditionFailure = (...violations: readonly JsonObject[]): JsonObject =>
	detail('PreconditionFailure', { violations });

export type FieldViolation = { readonly field?: string; readonly description: string };

export const badRequest = (fieldViolations: readonly FieldViolation[]): JsonObject =>
	detail('BadRequest', { fieldViolations });
