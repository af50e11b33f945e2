/** One entry of `error.details`: a google.protobuf.Any in JSON. Kept whole, known type or not. */
export type ErrorDetail = Readonly<Record<string, unknown>> & { readonly '@type'?: unknown };

/** An entry of `error.errors`, as Google's older APIs and array streams send beside the details. Kept whole. */
export type LegacyError = Readonly<Record<string, unknown>>;

/**
 * google.rpc.Status as Google's HTTP APIs send it, `{"error": {code, message, status, details}}`
 * (https://github.com/googleapis/googleapis/blob/master/google/rpc/status.proto, AIP-193), and what stands in its place.
 */
export type GoogleError = {
	/** HTTP status as the body states it. */
	readonly code?: number;
	readonly message: string;
	/** google.rpc.Code by name, such as INVALID_ARGUMENT; what SDKs put there instead, such as Bad Request, is kept. */
	readonly status?: string;
	readonly details: readonly ErrorDetail[];
	readonly errors?: readonly LegacyError[];
	/** A code in words, such as `rate_limit_exceeded` of the Interactions API. */
	readonly codeName?: string;
	/** Fields of the error beside these, as they came. */
	readonly others?: Readonly<Record<string, unknown>>;
};

/** An error of OAuth 2.0 (RFC 6749, section 5.2 and 4.1.2.1), with Google's additions. */
export type OAuthError = {
	readonly error: string;
	readonly description: string;
	/** Google's own refinement, such as `invalid_rapt`. */
	readonly subtype?: string;
	readonly uri?: string;
	/** Fields beside these, as they came. */
	readonly others?: Readonly<Record<string, unknown>>;
};

export type JsonRecord = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is JsonRecord =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Names of google.rpc.Code (https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto) but OK. */
export const rpcCodes = [
	'CANCELLED',
	'UNKNOWN',
	'INVALID_ARGUMENT',
	'DEADLINE_EXCEEDED',
	'NOT_FOUND',
	'ALREADY_EXISTS',
	'PERMISSION_DENIED',
	'UNAUTHENTICATED',
	'RESOURCE_EXHAUSTED',
	'FAILED_PRECONDITION',
	'ABORTED',
	'OUT_OF_RANGE',
	'UNIMPLEMENTED',
	'INTERNAL',
	'UNAVAILABLE',
	'DATA_LOSS',
] as const;
export type RpcCode = (typeof rpcCodes)[number];

export const isRpcCode = (value: unknown): value is RpcCode => (rpcCodes as readonly unknown[]).includes(value);
