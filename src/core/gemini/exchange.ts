import { type BadResponse, failureOfFault, failureOfResponse, parseJson } from '../errors/failureOf.ts';
import { answered, cancelled, failed, type Outcome } from '../outcome.ts';
import type { Credential, HttpRequest, HttpResponse, HttpTransport } from '../ports.ts';
import { TransportFault } from '../transportFault.ts';

/** Who calls, by which way, and until when. */
export type Caller = {
	readonly transport: HttpTransport;
	readonly credential: Credential;
	readonly signal: AbortSignal;
};

/** Longest text of a body that is read whole, in UTF-16 units: a list of models has some hundred thousand. */
const wholeBodyLimit = 16 * 1024 * 1024;

export const secretsOf = (caller: Caller): readonly string[] => [caller.credential.value];

/**
 * Sends one request and hands its good response to `read`. The one place where faults of the transport become
 * outcomes. `read` says through `partial` whether part of the answer had arrived when it failed.
 */
export async function exchange<T>(
	caller: Caller,
	request: HttpRequest,
	read: (response: HttpResponse, progress: { partial: boolean }) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
	const progress = { partial: false };
	try {
		const response = await caller.transport.send(request, { credential: caller.credential, signal: caller.signal });
		if (response.status >= 200 && response.status < 300) {
			return await read(response, progress);
		}
		return failed(failureOfResponse(await badResponse(request, response), secretsOf(caller)));
	} catch (error) {
		if (!(error instanceof TransportFault)) {
			throw error;
		}
		return error.kind === 'cancelled' ? cancelled : failed(failureOfFault(error, progress.partial));
	}
}

/** Sends a request whose good response is one JSON document that `parse` understands. */
export const exchangeJson = <T>(
	caller: Caller,
	request: HttpRequest,
	parse: (json: unknown) => T | undefined,
): Promise<Outcome<T>> =>
	exchange(caller, request, async (response) => {
		const bad = await badResponse(request, response);
		const value = parse(parseJson(bad.body));
		return value === undefined ? failed(failureOfResponse(bad, secretsOf(caller))) : answered(value);
	});

/** Reads the whole body, for want of anything better to do with it. */
export async function badResponse(request: HttpRequest, response: HttpResponse): Promise<BadResponse> {
	const decoder = new TextDecoder('utf-8');
	let body = '';
	for await (const chunk of response.body) {
		body += decoder.decode(chunk, { stream: true });
		if (body.length > wholeBodyLimit) {
			break;
		}
	}
	return { httpStatus: response.status, host: new URL(request.url).host, body: body + decoder.decode() };
}
