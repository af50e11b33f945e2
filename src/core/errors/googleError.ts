/** One entry of `error.details`: a google.protobuf.Any in JSON. Kept whole, known type or not. */
export type ErrorDetail = Readonly<Record<string, unknown>> & { readonly '@type'?: unknown };

/**
 * google.rpc.Status as Google's HTTP APIs send it, `{"error": {code, message, status, details}}`
 * (https://github.com/googleapis/googleapis/blob/master/google/rpc/status.proto, AIP-193).
 */
export type GoogleError = {
	/** HTTP status as the body states it. */
	readonly code?: number;
	readonly message: string;
	/** google.rpc.Code by name, such as INVALID_ARGUMENT. */
	readonly status?: string;
	readonly details: readonly ErrorDetail[];
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads the error out of a parsed JSON body: an object with `error`, or an array of such objects, the form of a
 * stream without `alt=sse`. Undefined where the body is something else.
 */
export function readGoogleError(json: unknown): GoogleError | undefined {
	const holder = Array.isArray(json) ? json.find((item) => isRecord(item) && 'error' in item) : json;
	const error = isRecord(holder) ? holder['error'] : undefined;
	if (!isRecord(error)) {
		return undefined;
	}
	const { code, message, status, details } = error;
	return {
		...(typeof code === 'number' ? { code } : {}),
		message: typeof message === 'string' ? message : '',
		...(typeof status === 'string' ? { status } : {}),
		details: Array.isArray(details) ? details.filter(isRecord) : [],
	};
}

/** google.rpc.ErrorInfo (https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto). */
export type ErrorInfo = {
	readonly reason: string;
	readonly domain: string;
	readonly metadata: Readonly<Record<string, unknown>>;
};

/** `google.rpc.ErrorInfo` of an error: the reason names what happened in its domain. */
export function errorInfoOf(error: GoogleError): ErrorInfo | undefined {
	const info = error.details.find((detail) => detail['@type'] === 'type.googleapis.com/google.rpc.ErrorInfo');
	const { reason, domain, metadata } = info ?? {};
	return typeof reason === 'string'
		? { reason, domain: typeof domain === 'string' ? domain : '', metadata: isRecord(metadata) ? metadata : {} }
		: undefined;
}
