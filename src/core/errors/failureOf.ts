import { redact, redactJson } from '../secrets/redact.ts';
import type { TransportFault, TransportFaultKind } from '../transportFault.ts';
import type { Cause } from './cause.ts';
import type { Failure } from './failure.ts';
import { type GoogleError, readGoogleError } from './googleError.ts';
import { causeOfForeignBody, causeOfGoogleError } from './judge.ts';

/** Enough to see what a body is; the rest of a long one helps nobody and costs the panel. In UTF-16 units. */
const bodyKept = 16_384;

/** A response that is no answer, as received. */
export type BadResponse = { readonly httpStatus: number; readonly host: string; readonly body: string };

/** Parses without throwing; undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Explains a response that carries an error, or something that is not from Google at all. */
export function failureOfResponse({ httpStatus, host, body }: BadResponse, secrets: readonly string[]): Failure {
	const error = readGoogleError(parseJson(body));
	const kept = redact(body, secrets);
	return {
		cause: error ? causeOfGoogleError(error) : causeOfForeignBody(httpStatus, body),
		httpStatus,
		host,
		...(error ? { error: redactJson(error, secrets) as GoogleError } : {}),
		...(body === '' ? {} : { body: kept.length > bodyKept ? `${kept.slice(0, bodyKept)}…` : kept }),
	};
}

const causeOfFault: Readonly<Record<Exclude<TransportFaultKind, 'cancelled'>, Cause>> = {
	unreachable: 'network-unreachable',
	timeout: 'network-timeout',
	tls: 'network-tls',
	'proxy-authentication': 'proxy',
	redirected: 'proxy',
	'host-not-allowed': 'host-not-allowed',
};

/** Explains a connection that failed. `partial`: some of the answer had already arrived. */
export function failureOfFault(fault: TransportFault, partial: boolean): Failure {
	if (fault.kind === 'cancelled') {
		throw new TypeError('Cancelling is no failure.');
	}
	const cutOff = partial && fault.kind === 'unreachable';
	return {
		cause: cutOff ? 'answer-incomplete' : causeOfFault[fault.kind],
		host: fault.host,
		...(fault.code ? { evidence: fault.code } : {}),
	};
}
