import type { Failure } from '../errors/failure.ts';
import type { BadResponse } from '../errors/failureOf.ts';
import { failureOfFault } from '../errors/failureOfFault.ts';
import type { CallContext } from '../errors/judging/signs.ts';
import { nextDelay } from '../errors/retry.ts';
import type { Place } from '../gemini/targets.ts';
import { orAborted } from '../orAborted.ts';
import { answered, cancelled, failed, type Outcome } from '../outcome.ts';
import { parseJson } from '../parseJson.ts';
import type { Clock, Credential, Disposable, HttpRequest, HttpResponse, HttpTransport, Random } from '../ports.ts';
import { TransportFault } from '../transportFault.ts';

/** A failed attempt after which there is to be another, in `delayMs` milliseconds. */
export type Waiting = { readonly failure: Failure; readonly attempts: number; readonly delayMs: number };

/** What trying again takes. */
export type RetryPorts = {
	readonly clock: Clock;
	readonly random: Random;
	readonly onWait?: (waiting: Waiting) => void;
};

/** Who calls, by which way, and until when. */
export type Caller = {
	readonly transport: HttpTransport;
	/** Absent where the secret travels in the form of a token request. */
	readonly credential?: Credential;
	/** The only hosts that may be asked, where there is no credential that says so. */
	readonly onlyTo?: readonly string[];
	readonly signal: AbortSignal;
	/** Absent where one attempt has to do. */
	readonly retry?: RetryPorts;
	/** Sent with each request. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Where Gemini is asked; absent: the Developer API at Google's own host. */
	readonly place?: Place;
	/** Project that Vertex AI's list of models is asked for, whose path names none. */
	readonly listedFor?: string;
	/** What judging a response may count on, beside the address. */
	readonly context?: CallContext;
	/** What else is cut out of everything that comes back: the credential always is. */
	readonly secrets?: readonly string[];
	/** Asks for another credential because this one was refused. Done once; the same again is not sent again. */
	readonly renew?: () => Promise<Outcome<Credential>>;
	/** Which refusals that can help against; absent: against a token that is not valid any more. */
	readonly renewsAfter?: (failure: Failure) => boolean;
};

/** Longest body that is read whole, in UTF-16 units: a list of models has some hundred thousand, an error some thousand. */
const longestAnswer = 16 * 1024 * 1024;
const longestError = 256 * 1024;

export const secretsOf = ({ credential, secrets = [] }: Caller): readonly string[] => [
	...(credential ? [bareSecret(credential)] : []),
	...secrets,
];

/** Without the scheme of an Authorization header (RFC 6750, section 2.1), which an echo need not repeat. */
export const bareSecret = ({ value }: Credential): string => value.replace(/^Bearer /, '');

export const contextOf = ({ credential, context }: Caller, { url }: HttpRequest): CallContext => ({
	url: url.replace(/\?.*$/s, ''),
	...(credential ? { credential: credential.header === 'x-goog-api-key' ? 'api-key' : 'access-token' } : {}),
	...context,
});

/** What explains failures is loaded with the first of them. */
export async function explain(
	response: BadResponse,
	context: CallContext,
	secrets: readonly string[],
): Promise<Failure> {
	const { failureOfResponse } = await import('../errors/failureOf.ts');
	return failureOfResponse(response, context, secrets);
}

/** `asking`: the caller as it asked in the end, with a renewed credential where there had to be one. */
type Read<T> = (response: HttpResponse, progress: { partial: boolean }, asking: Caller) => Promise<Outcome<T>>;

/**
 * Sends a request and hands its good response to `read`; tries again where waiting can help, or once with a renewed credential, and nothing
 * of the answer had arrived, which `read` says through `partial`.
 */
export async function exchange<T>(caller: Caller, request: HttpRequest, read: Read<T>): Promise<Outcome<T>> {
	const { retry, signal, renew, renewsAfter = isTokenInvalid } = caller;
	const began = retry?.clock.now() ?? 0;
	let asking = caller;
	for (let attempts = 1; ; attempts++) {
		const progress = { partial: false };
		const outcome = await attempt(asking, request, read, progress);
		if (outcome.kind !== 'failed' || progress.partial) {
			return outcome;
		}
		const failure: Failure = attempts > 1 ? { ...outcome.failure, attempts } : outcome.failure;
		if (renewsAfter(failure) && renew && asking === caller) {
			const renewed = await renew();
			if (renewed.kind !== 'answered') {
				return renewed;
			}
			if (renewed.value.value === caller.credential?.value) {
				return failed(failure);
			}
			asking = { ...caller, credential: renewed.value };
			continue;
		}
		const elapsedMs = retry ? retry.clock.now() - began : 0;
		const delayMs = retry && nextDelay(failure, { attempts, elapsedMs }, retry.random.fraction());
		if (!retry || delayMs === undefined) {
			return failed(failure);
		}
		retry.onWait?.({ failure, attempts, delayMs });
		if (!(await paused(retry.clock, delayMs, signal))) {
			return cancelled;
		}
	}
}

const isTokenInvalid = ({ cause }: Failure): boolean => cause === 'token-invalid';

/** Whether the time has passed; false where the signal ended the wait. */
async function paused(clock: Clock, ms: number, signal: AbortSignal): Promise<boolean> {
	let timer: Disposable | undefined;
	const passing = new Promise<void>((resolve) => {
		timer = clock.after(ms, resolve);
	});
	const isOver = (await orAborted(passing, signal)) !== 'aborted';
	timer?.dispose();
	return isOver;
}

/** One attempt. The one place where faults of the transport become outcomes. */
async function attempt<T>(
	caller: Caller,
	request: HttpRequest,
	read: Read<T>,
	progress: { partial: boolean },
): Promise<Outcome<T>> {
	if (caller.signal.aborted) {
		return cancelled;
	}
	try {
		const { credential, onlyTo, signal } = caller;
		const sent = caller.headers ? { ...request, headers: { ...request.headers, ...caller.headers } } : request;
		const response = await caller.transport.send(sent, {
			signal,
			...(credential ? { credential } : {}),
			...(onlyTo ? { onlyTo } : {}),
		});
		if (response.status >= 200 && response.status < 300) {
			return await read(response, progress, caller);
		}
		const whole = await wholeResponse(response, caller.retry?.clock, longestError);
		return failed(await explain(whole, contextOf(caller, request), secretsOf(caller)));
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
	exchange(caller, request, async (response, _, asking) => {
		const whole = await wholeResponse(response, asking.retry?.clock, longestAnswer);
		const value = parse(parseJson(whole.body));
		return value === undefined
			? failed(await explain(whole, contextOf(asking, request), secretsOf(asking)))
			: answered(value);
	});

/** Reads a body to its end, or as far as `longest` UTF-16 units. The clock is for a Retry-After that is a date. */
export async function wholeResponse(
	response: HttpResponse,
	clock: Clock | undefined,
	longest = longestError,
): Promise<BadResponse> {
	const decoder = new TextDecoder('utf-8');
	let body = '';
	try {
		for await (const chunk of response.body) {
			body += decoder.decode(chunk, { stream: true });
			if (body.length > longest) {
				break;
			}
		}
	} catch (error) {
		// Half of an error says more than the connection that broke under it.
		const isKept =
			response.status >= 300 && body !== '' && error instanceof TransportFault && error.kind !== 'cancelled';
		if (!isKept) {
			throw error;
		}
	}
	return {
		httpStatus: response.status,
		headers: response.headers,
		body: body + decoder.decode(),
		...(clock ? { now: clock.now() } : {}),
	};
}
