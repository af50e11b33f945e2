import { lookUp } from '../../lookUp.ts';
import { fieldViolationsOf } from '../details.ts';
import { type ErrorDetail, isRpcCode, type OAuthError, type RpcCode } from '../googleError.ts';
import { waitIn } from './duration.ts';
import { tellingCodes } from './oauthCodes.ts';

/** What a text says of an error that is no structure, or lost it. */
export type TextFacts = { readonly code?: number; readonly status?: RpcCode };

const codePatterns: readonly RegExp[] = [
	/\b(?:error code|status code|statuscode|status_code|http status|http error|got status|http code|googleapi: error|server responded with|returned status|response status|responded with)\W{0,3}(\d{3})\b/i,
	/\bHTTP(?:\/[\d.]{1,3})?\s?\(?([45]\d\d)\b/,
	/\[([45]\d\d)\s[A-Z][A-Za-z ]{2,40}\]/,
	/(?:^|\n|: |"|')([45]\d\d) (?=[A-Z]|\{)/,
	/\bError:? ([45]\d\d)\b/,
	/\bstatus\W{1,3}([45]\d\d)\b/i,
	/^([45]\d\d)\b/,
];

/** `PermissionDenied` of Go, C# and Python's exceptions, `PERMISSION_DENIED` of the others. */
const statusPattern =
	/\b(INVALID_ARGUMENT|DEADLINE_EXCEEDED|NOT_FOUND|ALREADY_EXISTS|PERMISSION_DENIED|UNAUTHENTICATED|RESOURCE_EXHAUSTED|FAILED_PRECONDITION|ABORTED|OUT_OF_RANGE|UNIMPLEMENTED|UNAVAILABLE|DATA_LOSS|INTERNAL)\b(?!_)|\b(?:code = |StatusCode="?|Code: |exceptions\.|Exception: |Status\(StatusCode="?)(InvalidArgument|DeadlineExceeded|NotFound|AlreadyExists|PermissionDenied|Forbidden|Unauthenticated|Unauthorized|ResourceExhausted|TooManyRequests|FailedPrecondition|Aborted|OutOfRange|Unimplemented|Internal|InternalServerError|Unavailable|ServiceUnavailable|BadRequest|DataLoss)\b/;

/** As Swift and Kotlin print them. */
const camelPattern =
	/\.(invalidArgument|deadlineExceeded|notFound|alreadyExists|permissionDenied|unauthenticated|resourceExhausted|failedPrecondition|outOfRange|dataLoss)\b(?![.(:])/;

/** google.rpc.Code as the trailers of gRPC carry it. */
const statusByNumber: Readonly<Record<string, RpcCode>> = {
	'1': 'CANCELLED',
	'2': 'UNKNOWN',
	'3': 'INVALID_ARGUMENT',
	'4': 'DEADLINE_EXCEEDED',
	'5': 'NOT_FOUND',
	'6': 'ALREADY_EXISTS',
	'7': 'PERMISSION_DENIED',
	'8': 'RESOURCE_EXHAUSTED',
	'9': 'FAILED_PRECONDITION',
	'10': 'ABORTED',
	'11': 'OUT_OF_RANGE',
	'12': 'UNIMPLEMENTED',
	'13': 'INTERNAL',
	'14': 'UNAVAILABLE',
	'15': 'DATA_LOSS',
	'16': 'UNAUTHENTICATED',
};

const statusByPascal: Readonly<Record<string, RpcCode>> = {
	Forbidden: 'PERMISSION_DENIED',
	Unauthorized: 'UNAUTHENTICATED',
	TooManyRequests: 'RESOURCE_EXHAUSTED',
	InternalServerError: 'INTERNAL',
	ServiceUnavailable: 'UNAVAILABLE',
	BadRequest: 'INVALID_ARGUMENT',
};

/** Status and code that a text names. */
export function factsInText(text: string): TextFacts {
	const code = codePatterns.map((pattern) => pattern.exec(text)?.[1]).find((each) => each !== undefined);
	const [, upper, pascal] = statusPattern.exec(text) ?? [];
	const [, camel] = camelPattern.exec(text) ?? [];
	const number = /\bgrpc-status\W{1,4}(\d{1,2})\b/i.exec(text)?.[1];
	const status =
		upper ??
		(number ? lookUp(statusByNumber, number) : undefined) ??
		camel?.replace(/([A-Z])/g, '_$1').toUpperCase() ??
		(pascal && (statusByPascal[pascal] ?? pascal.replace(/(?<=[a-z])([A-Z])/g, '_$1').toUpperCase()));
	return { ...(code === undefined ? {} : { code: Number(code) }), ...(isRpcCode(status) ? { status } : {}) };
}

/** Backslashes before quotes and line ends are what nesting leaves behind. */
const flattened = (text: string): string => text.replace(/(?<!\\)\\+(["'/])/g, '$1').replace(/(?<!\\)\\+n/g, '\n');

const valuesOf = (text: string, pattern: RegExp): readonly string[] => [
	...new Set([...text.matchAll(pattern)].slice(0, 64).map((match) => match[1] ?? '')),
];

/** Details that a text still holds where its structure is broken, cut or was never JSON; of the types not known yet. */
export function detailsInText(raw: string, known: readonly ErrorDetail[]): readonly ErrorDetail[] {
	const text = flattened(raw);
	const has = (type: string) => known.some((detail) => String(detail['@type']).endsWith(type));
	const made: ErrorDetail[] = [];
	const add = (type: string, fields: Readonly<Record<string, unknown>>) =>
		made.push({ '@type': `type.googleapis.com/google.rpc.${type}`, ...fields });
	const [reason] = valuesOf(text, /\breason\b["']?\s{0,4}[:=]{1,2}>?\s{0,4}["']?([A-Z][A-Z\d]*(?:_[A-Z\d]+)+)\b/g);
	if (reason && !has('ErrorInfo')) {
		const [domain = ''] = valuesOf(text, /\bdomain\b["']?\s{0,4}[:=]{1,2}>?\s{0,4}["']?([a-z][\w-]*(?:\.[\w-]+)+)/g);
		const [consumer] = valuesOf(text, /\bconsumer\b\W{1,8}(projects\/[\w.:-]+)/g);
		const [service] = valuesOf(text, /\bservice\b\W{1,8}([a-z][\w-]*(?:\.[\w-]+)+)/g);
		add('ErrorInfo', {
			reason,
			domain,
			metadata: { ...(consumer ? { consumer } : {}), ...(service ? { service } : {}) },
		});
	}
	const quotaIds = valuesOf(text, /\bquota_?[iI]d\b\W{1,8}([A-Za-z][\w-]{5,120})/g);
	if (quotaIds.length > 0 && !has('QuotaFailure')) {
		add('QuotaFailure', { violations: quotaIds.map((quotaId) => ({ quotaId })) });
	}
	const [delay] = valuesOf(text, /\bretry_?[dD]elay\b\W{1,8}([\d.]{1,20}s)\b/g);
	if (delay && !has('RetryInfo')) {
		add('RetryInfo', { retryDelay: delay });
	}
	const named = new Set(fieldViolationsOf(known).map(({ field }) => field));
	const violations = violationsIn(text).filter(({ field }) => !named.has(field));
	if (violations.length > 0) {
		add('BadRequest', { fieldViolations: violations });
	}
	return made;
}

type Violation = { readonly field: string; readonly description: string };

/** Fields that messages name: Google's own wording, and that of the Go client's details. */
function violationsIn(text: string): readonly Violation[] {
	const named = [
		...text.matchAll(
			/((?:Unknown name "[^"\n]{1,200}"|Invalid value|Cannot find field|Proto field is not repeating, cannot start list\.?|Starting an object on a scalar field\.?)(?: at)? '([^'\n]{1,300})'(?:[^\n.]{0,200}\.)?)/g,
		),
	].map(([, description = '', field = '']) => ({ field, description }));
	const dotted = [
		...text.matchAll(
			/(\* ((?:GenerateContentRequest|CountTokensRequest|EmbedContentRequest)\.[\w.[\]]{1,300}): ([^\n]{1,300}))/g,
		),
	].map(([, , field = '', description = '']) => ({ field, description }));
	const ofGo = [...text.matchAll(/\bfield = (\S{1,300}) desc = ([^\n]{0,300})/g)].map(
		([, field = '', description = '']) => ({ field, description }),
	);
	const inJson = [
		...(/field_?violations/i.test(text) ? text : '').matchAll(
			/"field(?:Violations)?"\s*:\s*(?:\[\s*\{\s*"field"\s*:\s*)?"([^"\n]{1,300})"(?:\s*,\s*"description"\s*:\s*"([^"\n]{0,300}))?/g,
		),
	].map(([, field = '', description = '']) => ({ field, description }));
	const all = [...inJson, ...named, ...dotted, ...ofGo].slice(0, 64);
	return all.filter(({ field }, index) => all.findIndex((each) => each.field === field) === index);
}

const oauthPattern = new RegExp(
	`\\b(${tellingCodes.join('|')})\\b["']?(?:\\s{0,3}[:,(-]\\s{0,3}["']?([^"'\\n{}]{0,300}))?`,
);

/** An error of OAuth in a client's words, such as `invalid_grant: Token has been expired or revoked.` */
export function oauthInText(raw: string): OAuthError | undefined {
	const text = flattened(raw);
	const [, error, rest = ''] =
		oauthPattern.exec(text) ??
		/\bError \d{3}: ([a-z]{2,30}(?:_[a-z]{2,30}){1,4})\b(?!\/)\s*([^\n]{0,300})/.exec(text) ??
		[];
	if (error === undefined) {
		return undefined;
	}
	const [, described] = /\berror_description\W{1,6}([^"'\n]{1,300})/.exec(text) ?? [];
	const [, subtype] = /\berror_subtype\W{1,6}([a-z_]{1,60})/.exec(text) ?? [];
	return { error, description: (described ?? rest).trim(), ...(subtype ? { subtype } : {}) };
}

/** Milliseconds a message asks to wait. */
export const waitInTexts = (texts: readonly string[]): number | undefined =>
	texts.map((text) => waitIn(text.slice(0, 16_384))).find((ms) => ms !== undefined);
