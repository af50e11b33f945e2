import { type Caller, contextOf, exchange, explain, secretsOf, wholeResponse } from '../http/exchange.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { HttpResponse } from '../ports.ts';
import { TransportFault } from '../transportFault.ts';
import { AnswerReading, type AnswerSink, type AnswerTrouble } from './answerReading.ts';
import { streamGenerateContentRequest } from './developerApi.ts';
import type { Draft } from './draft.ts';
import { speaksOpenAi } from './targets.ts';

/** Sends the draft and tells the sink what comes. Answered only where the model finished by itself and said something. */
export const streamAnswer = (caller: Caller, draft: Draft, sink: AnswerSink): Promise<Outcome<void>> => {
	const request = streamGenerateContentRequest(draft, caller.place);
	return exchange(caller, request, async (response, progress, asking) => {
		if (!isEventStream(response)) {
			const whole = await wholeResponse(response, asking.retry?.clock);
			return failed(await explain(whole, contextOf(asking, request), secretsOf(asking)));
		}
		const fail = async (trouble: AnswerTrouble) => {
			const { explainTrouble } = await import('./explainTrouble.ts');
			return failed(explainTrouble(trouble, response.status, contextOf(asking, request), secretsOf(asking)));
		};
		const reading = new AnswerReading(secretsOf(asking)[0] ?? '', sink);
		try {
			for await (const chunk of await inGemini(response.body, caller)) {
				const trouble = reading.push(chunk);
				progress.partial = reading.hasBegun;
				if (trouble) {
					return await fail(trouble);
				}
			}
		} catch (error) {
			const isOfNoMatter = reading.isComplete && error instanceof TransportFault && error.kind !== 'cancelled';
			if (!isOfNoMatter) {
				throw error;
			}
		}
		const trouble = reading.end();
		return trouble ? fail(trouble) : answered(undefined);
	});
};

/** The stream in the one form that is read here. */
async function inGemini(body: HttpResponse['body'], { place = {} }: Caller): Promise<HttpResponse['body']> {
	if (!speaksOpenAi(place)) {
		return body;
	}
	const { streamInGemini } = await import('./openAi/streamInGemini.ts');
	return streamInGemini(body);
}

const isEventStream = (response: HttpResponse): boolean =>
	/^text\/event-stream\b/i.test(response.headers['content-type'] ?? '');
