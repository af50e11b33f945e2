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

/** Longest body that is read whole, in UTF-16 units: a list of models has some hundred thousand, an error some thousand. */
const longestAnswer = 16 * 1024 * 1024;
const longestError = 256 * 1024;

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
	if (caller.signal.aborted) {
		return cancelled;
	}
	const progress = { partial: false };
	try {
		const response = await caller.transport.send(request, { credential: caller.credential, signal: caller.signal });
		if (response.status >= 200 && response.status < 300) {
			return await read(response, progress);
		}
		return failed(failureOfResponse(await wholeResponse(request, response, longestError), secretsOf(caller)));
	} catch (error) {
		if (error instanceof TransportFault) {
			return error.kind === 'cancelled' ? cancelled : failed(failureOfFault(error, progress.partial));
		}
		// What a server sent broke our own reading of it. The error's text may hold any of that, so only its name is kept.
		const evidence = error instanceof Error ? error.name : 'Error';
		return failed({ cause: 'unknown', host: new URL(request.url).host, evidence });
	}
}

/** Sends a request whose good response is one JSON document that `parse` understands. */
export const exchangeJson = <T>(
	caller: Caller,
	request: HttpRequest,
	parse: (json: unknown) => T | undefined,
): Promise<Outcome<T>> =>
	exchange(caller, request, async (response) => {
		const whole = await wholeResponse(request, response, longestAnswer);
		const value = parse(parseJson(whole.body));
		return value === undefined ? failed(failureOfResponse(whole, secretsOf(caller))) : answered(value);
	});

/** Reads a body to its end, or as far as `longest` UTF-16 units. */
export async function wholeResponse(
	request: HttpRequest,
	response: HttpResponse,
	longest = longestError,
): Promise<BadResponse> {
	const decoder = new TextDecoder('utf-8');
	let body = '';
	for await (const chunk of response.body) {
		body += decoder.decode(chunk, { stream: true });
		if (body.length > longest) {
			break;
		}
	}
	return { httpStatus: response.status, host: new URL(request.url).host, body: body + decoder.decode() };
}
