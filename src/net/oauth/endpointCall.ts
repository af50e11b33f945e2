import type { BadResponse } from '../../core/errors/failureOf.ts';
import { type Caller, exchange, explain, wholeResponse } from '../../core/http/exchange.ts';
import type { TokenCall } from '../../core/oauth/protocol.ts';
import type { Transcript } from '../../core/oauth/transcript.ts';
import { answerInWords, bodyWithoutSecrets, formInWords } from '../../core/oauth/transcriptFields.ts';
import { answered, failed, type Outcome } from '../../core/outcome.ts';
import type { Clock, HttpRequest, HttpTransport, Random } from '../../core/ports.ts';

export type EndpointPorts = {
	readonly transport: HttpTransport;
	readonly clock: Clock;
	readonly random: Random;
	readonly transcript: Transcript;
};

/** One question to an endpoint of an authorization server, for the record and for whoever judges a refusal. */
export type Question = {
	/** Such as `Renew the access token`. In English, as is all of the transcript's frame. */
	readonly title: string;
	readonly grantType?: string;
	/** Cut out of whatever comes back. */
	readonly secrets: readonly string[];
	readonly signal: AbortSignal;
	/** In one sentence, what a good answer means. */
	readonly meaning: (body: string) => string;
	/** Makes of the body of a good answer what the library is to see of it. */
	readonly prepared?: (body: string) => string;
};

const same = (body: string): string => body;

/** A fetch for oauth4webapi that goes through our transport, and remembers how it ended where that was no good answer. */
export type EndpointFetch = {
	readonly fetch: (url: string, init: FetchInit) => Promise<Response>;
	/** Why there was no good answer. */
	readonly trouble: () => Exclude<Outcome<never>, { readonly kind: 'answered' }> | undefined;
	/** The good answer, for explaining what the library does not take. */
	readonly answer: () => BadResponse | undefined;
};

/** No server needs longer, retries included; less than others are ready to wait at the lock. In milliseconds. */
const longestCall = 90_000;

type FetchInit = {
	readonly method: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: URLSearchParams | string | null | undefined;
};

/**
 * Asks through our own transport, so that allow-list, door, proxy and retries hold for token requests too; and writes each into the
 * transcript, without its secrets.
 */
export function endpointFetch(
	{ transport, clock, random, transcript }: EndpointPorts,
	question: Question,
): EndpointFetch {
	let trouble: Exclude<Outcome<never>, { readonly kind: 'answered' }> | undefined;
	let answer: BadResponse | undefined;
	const { title, grantType, signal, meaning, prepared = same } = question;
	return {
		trouble: () => trouble,
		answer: () => answer,
		async fetch(url, { method, headers, body }) {
			const form = body ? body.toString() : undefined;
			const secrets = [...question.secrets, ...authorizationOf(headers)];
			const request: HttpRequest = {
				method: method === 'POST' ? 'POST' : 'GET',
				url,
				headers,
				...(form === undefined ? {} : { body: form }),
			};
			const limit = new AbortController();
			const timer = clock.after(longestCall, () => limit.abort());
			const caller: Caller = {
				transport,
				onlyTo: [new URL(url).host],
				signal: AbortSignal.any([signal, limit.signal]),
				retry: { clock, random },
				secrets,
				context: { credential: 'none', ...(grantType ? { grantType } : {}) },
			};
			const ended = await exchange(caller, request, async (response) => answered(await wholeResponse(response, clock)));
			timer.dispose();
			const isTooLate = ended.kind === 'cancelled' && !signal.aborted;
			const outcome = isTooLate ? failed({ cause: 'network-timeout', host: new URL(url).host }) : ended;
			const sent = [`${request.method} ${url.replace(/\?.*$/s, '')}`, ...(form ? formInWords(form, secrets) : [])];
			const came = outcome.kind === 'answered' ? outcome.value : undefined;
			const failure = outcome.kind === 'failed' ? outcome.failure : undefined;
			const said = came
				? [`HTTP ${came.httpStatus}`, ...answerInWords(came.body, secrets)]
				: failure
					? [
							failure.httpStatus ? `HTTP ${failure.httpStatus}` : (failure.evidence ?? failure.cause),
							...answerInWords(failure.body ?? '', secrets),
						]
					: ['cancelled'];
			const words = failure && (await import('../../core/errors/catalogue/catalogue.ts')).wordsOf(failure);
			transcript.add({
				title,
				lines: [...sent, '', ...said],
				meaning: came
					? meaning(came.body)
					: words
						? `${words.title}. ${words.sentence}`
						: 'Called off before an answer came.',
			});
			if (outcome.kind !== 'answered') {
				trouble = outcome;
				throw new Error('No good answer.');
			}
			answer = outcome.value;
			// A revocation may be answered by any success (RFC 7009, section 2.2); the library takes 200 alone.
			return new Response(prepared(outcome.value.body), { status: 200, headers: { ...outcome.value.headers } });
		},
	};
}

/** Client secrets may stand in an Authorization header, encoded (RFC 6749, section 2.3.1). */
const authorizationOf = (headers: Readonly<Record<string, string>>): readonly string[] =>
	Object.entries(headers)
		.filter(([name]) => name.toLowerCase() === 'authorization')
		.map(([, value]) => value.replace(/^Basic /, ''));

/** Turns what a library threw into why the call failed. Its text may quote the answer, so only its code is kept. */
export async function failureOfThrown(
	error: unknown,
	{ trouble, answer }: EndpointFetch,
	url: string,
	{ grantType, secrets }: Pick<Question, 'grantType' | 'secrets'>,
): Promise<Exclude<Outcome<never>, { readonly kind: 'answered' }>> {
	const known = trouble();
	if (known) {
		return known;
	}
	const code = (error as { readonly code?: unknown } | undefined)?.code;
	const evidence =
		typeof code === 'string' && /^[A-Z_]{3,60}$/.test(code) ? code : error instanceof Error ? error.name : 'Error';
	const response = answer();
	if (response) {
		// The library may refuse an answer that brings tokens all the same.
		const kept = { ...response, body: bodyWithoutSecrets(response.body) };
		const explained = await explain(kept, { url, ...(grantType ? { grantType } : {}) }, secrets);
		return failed(explained.cause === 'unknown' ? { ...explained, evidence } : explained);
	}
	return failed({ cause: 'oauth-request-invalid', host: new URL(url).host, evidence });
}

/** What of a token call must never be shown. */
export const secretsOfCall = ({ auth }: TokenCall): readonly string[] => ('secret' in auth ? [auth.secret] : []);
