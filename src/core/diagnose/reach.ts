import type { Failure } from '../errors/failure.ts';
import { failureOfFault } from '../errors/failureOfFault.ts';
import { isRecord } from '../errors/googleError.ts';
import { listUrl, type Place } from '../gemini/targets.ts';
import { explain, wholeResponse } from '../http/exchange.ts';
import { parseJson } from '../parseJson.ts';
import type { Clock, HttpTransport } from '../ports.ts';
import { TransportFault } from '../transportFault.ts';
import { isOnTheWay } from './onTheWay.ts';

/** What a request without credential came to. Any answer of the server itself will do. */
export type Reach =
	| {
			readonly kind: 'answered';
			readonly status: number;
			/** How far this machine's clock is ahead of the server's, in milliseconds; absent where the server does not tell the time. */
			readonly aheadMs?: number;
	  }
	| { readonly kind: 'failed'; readonly failure: Failure };

/** The Date header has whole seconds, so that half of one has passed on average. In milliseconds. */
const halfSecond = 500;

/** Asks for a list of models without saying who asks. */
export async function reach(
	{ transport, clock }: { readonly transport: HttpTransport; readonly clock: Clock },
	place: Place,
	signal: AbortSignal,
): Promise<Reach> {
	const url = listUrl(place);
	const { host } = new URL(url);
	try {
		const askedAt = clock.now();
		const response = await transport.send({ method: 'GET', url, headers: {} }, { onlyTo: [host], signal });
		const answeredAt = clock.now();
		const whole = await wholeResponse(response, undefined);
		const isAnswer = response.status >= 200 && response.status < 300 && isRecord(parseJson(whole.body));
		const failure = isAnswer ? undefined : await explain(whole, { url, credential: 'none' }, []);
		if (failure && isOnTheWay(failure.cause)) {
			return { kind: 'failed', failure };
		}
		const date = Date.parse(response.headers['date'] ?? '');
		const aheadMs = Math.round((askedAt + answeredAt) / 2 - (date + halfSecond));
		return { kind: 'answered', status: response.status, ...(Number.isNaN(aheadMs) ? {} : { aheadMs }) };
	} catch (error) {
		if (error instanceof TransportFault && error.kind !== 'cancelled') {
			return { kind: 'failed', failure: failureOfFault(error, false) };
		}
		throw error;
	}
}
