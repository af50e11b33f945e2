import type { FieldViolation, Quota } from '../details.ts';
import { errorInfoOf, fieldViolationsOf, preconditionsOf, quotasOf, retryDelayOf } from '../details.ts';
import { isRpcCode, type JsonRecord, type OAuthError, type RpcCode, textOf } from '../googleError.ts';
import { durationMs } from '../reading/duration.ts';
import type { ErrorBody } from '../reading/errorBody.ts';
import { oauthInText, waitInTexts } from '../reading/textFacts.ts';

/** What the caller knows about a call beside its response. */
export type CallContext = {
	/** The address that was asked, or its host alone. */
	readonly url?: string;
	/** `grant_type` of a token request (RFC 6749). */
	readonly grantType?: string;
	/** What was sent to prove who calls. */
	readonly credential?:
		| 'api-key'
		| 'access-token'
		| 'oauth-user'
		| 'service-account'
		| 'workload-identity'
		| 'impersonation'
		| 'adc'
		| 'none';
	/** The access token had outlived its time when it was sent. */
	readonly hasTokenExpired?: boolean;
	/** Whether the list of models knows the model asked for. */
	readonly isModelListed?: boolean;
};

/** Everything that may decide a cause, read once. */
export type Signs = {
	readonly httpStatus?: number;
	readonly context: CallContext;
	readonly body: ErrorBody;
	/** HTTP status as the innermost body states it, else that of the response. */
	readonly code?: number;
	readonly status?: RpcCode;
	readonly codeName?: string;
	/** All messages, one a line. */
	readonly text: string;
	readonly reason?: string;
	readonly domain?: string;
	readonly metadata: JsonRecord;
	/** Reasons of legacy `errors[]`. */
	readonly legacyReasons: readonly string[];
	readonly oauth?: OAuthError;
	readonly quotas: readonly Quota[];
	readonly fieldViolations: readonly FieldViolation[];
	readonly preconditions: readonly string[];
	/** How long the server asks to wait, in milliseconds: RetryInfo, the Retry-After header, its metadata or its words. */
	readonly retryDelayMs?: number;
};

export type ResponseFacts = {
	readonly httpStatus?: number;
	/** Names in lower case. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Milliseconds since the epoch; needed for a Retry-After that is a date. */
	readonly now?: number;
};

export function signsOf(body: ErrorBody, response: ResponseFacts = {}, context: CallContext = {}): Signs {
	const { error } = body;
	// RFC 6750, section 3: a refusal may say why in this header alone.
	const oauth =
		body.oauth ?? (error ? undefined : oauthInText(response.headers?.['www-authenticate']?.slice(0, 2_048) ?? ''));
	const details = error?.details ?? [];
	const info = error && errorInfoOf(error);
	const metadata = info?.metadata ?? {};
	const code = error?.code ?? response.httpStatus;
	const delay =
		retryDelayOf(details) ??
		retryAfterMs(response) ??
		durationMs(textOf(metadata['quotaResetDelay'])) ??
		durationMs(textOf(metadata['retryDelay'])) ??
		waitInTexts(body.texts);
	return {
		...(response.httpStatus === undefined ? {} : { httpStatus: response.httpStatus }),
		context,
		body,
		...(code === undefined ? {} : { code }),
		...(isRpcCode(error?.status) ? { status: error.status } : {}),
		...(error?.codeName === undefined ? {} : { codeName: error.codeName }),
		text: body.texts.join('\n'),
		...(info ? { reason: info.reason, domain: info.domain } : {}),
		metadata,
		legacyReasons: (error?.errors ?? []).map(({ reason }) => textOf(reason)).filter(Boolean),
		...(oauth ? { oauth } : {}),
		quotas: quotasOf(details),
		fieldViolations: fieldViolationsOf(details),
		preconditions: preconditionsOf(details),
		...(delay === undefined ? {} : { retryDelayMs: delay }),
	};
}

/** Retry-After (RFC 9110, section 10.2.3): seconds, or a date. */
function retryAfterMs({ headers, now }: ResponseFacts): number | undefined {
	const value = headers?.['retry-after']?.trim() ?? '';
	if (/^\d{1,9}$/.test(value)) {
		return Number(value) * 1000;
	}
	const date = now === undefined ? Number.NaN : Date.parse(value);
	return now === undefined || Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Host of the address that was asked, in lower case; empty where it is not known. */
export function hostOf({ url = '' }: CallContext): string {
	return (/^(?:[a-z][\w+.-]*:\/\/)?(?:[^/?#@]*@)?([\w.-]+|\[[\da-f:]+\])/i.exec(url)?.[1] ?? '').toLowerCase();
}

/** Whether an API key was sent, as far as is known. */
export const isKey = ({ context }: Signs): boolean => context.credential === 'api-key';
export const isToken = ({ context }: Signs): boolean =>
	context.credential !== undefined && !['api-key', 'none'].includes(context.credential);
