import { failureOfResponse } from '../errors/failureOf.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { HttpResponse } from '../ports.ts';
import { TransportFault } from '../transportFault.ts';
import { AnswerReading, type AnswerSink } from './answerReading.ts';
import { type Draft, streamGenerateContentRequest } from './developerApi.ts';
import { type Caller, contextOf, exchange, secretsOf, wholeResponse } from './exchange.ts';

/** Sends the draft and tells the sink what comes. Answered only where the model finished by itself and said something. */
export const streamAnswer = (caller: Caller, draft: Draft, sink: AnswerSink): Promise<Outcome<void>> => {
	const request = streamGenerateContentRequest(draft);
	return exchange(caller, request, async (response, progress) => {
		if (!isEventStream(response)) {
			const whole = await wholeResponse(response, caller.retry?.clock);
			return failed(failureOfResponse(whole, contextOf(caller, request), secretsOf(caller)));
		}
		const place = { httpStatus: response.status, context: contextOf(caller, request) };
		const reading = new AnswerReading(place, caller.credential.value, sink);
		try {
			for await (const chunk of response.body) {
				const failure = reading.push(chunk);
				progress.partial = reading.hasBegun;
				if (failure) {
					return failed(failure);
				}
			}
		} catch (error) {
			const isOfNoMatter = reading.isComplete && error instanceof TransportFault && error.kind !== 'cancelled';
			if (!isOfNoMatter) {
				throw error;
			}
		}
		const failure = reading.end();
		return failure ? failed(failure) : answered(undefined);
	});
};

const isEventStream = (response: HttpResponse): boolean =>
	/^text\/event-stream\b/i.test(response.headers['content-type'] ?? '');
