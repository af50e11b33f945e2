import { redact, redactJson } from '../secrets/redact.ts';
import type { Failure } from './failure.ts';
import { judge } from './judging/judge.ts';
import { type CallContext, hostOf, signsOf } from './judging/signs.ts';
import { type ErrorBody, readErrorBody } from './reading/errorBody.ts';

/** Enough to see what a body is; the rest of a long one helps nobody and costs the panel. In UTF-16 units. */
const bodyKept = 16_384;

/** A response that is no answer, as received. */
export type BadResponse = {
	/** Absent where a body is all that is known, such as the words of another program. */
	readonly httpStatus?: number;
	/** Names in lower case. */
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: string;
	/** When it came, in milliseconds since the epoch. */
	readonly now?: number;
};

/** Explains a response that carries an error, or an answer that is none, or something that is not from Google at all. */
export function failureOfResponse(response: BadResponse, context: CallContext, secrets: readonly string[]): Failure {
	return failureOfBody(readErrorBody(response.body), response, context, secrets);
}

/** The same for a body that has been read already. */
export function failureOfBody(
	body: ErrorBody,
	response: BadResponse,
	context: CallContext,
	secrets: readonly string[],
): Failure {
	const signs = signsOf(body, response, context);
	const { cause, because } = judge(signs);
	const kept = redact(response.body, secrets);
	const clean = <T>(value: T): T => redactJson(value, secrets) as T;
	const host = hostOf(context);
	const ahead = clockAhead(response);
	return {
		cause,
		...(response.httpStatus === undefined ? {} : { httpStatus: response.httpStatus }),
		...(host === '' ? {} : { host }),
		...(body.error ? { error: clean(body.error) } : {}),
		...(body.oauth ? { oauth: clean(body.oauth) } : {}),
		...(body.answer ? { answer: clean(body.answer) } : {}),
		...(signs.retryDelayMs === undefined ? {} : { retryDelayMs: signs.retryDelayMs }),
		...(ahead === undefined ? {} : { clockAheadMs: ahead }),
		...(because === '' ? {} : { evidence: clean(because).slice(0, 300) }),
		context: clean(context),
		...(response.body === '' ? {} : { body: kept.length > bodyKept ? `${kept.slice(0, bodyKept)}…` : kept }),
	};
}

/** Less than this is the way of the response, and what servers round. In milliseconds. */
const clockTolerance = 60_000;

/** By the Date header (RFC 9110, section 6.6.1), which Google's servers send with every response. */
function clockAhead({ headers, now }: BadResponse): number | undefined {
	const date = Date.parse(headers?.['date'] ?? '');
	const ahead = (now ?? Number.NaN) - date;
	return Math.abs(ahead) > clockTolerance ? ahead : undefined;
}
