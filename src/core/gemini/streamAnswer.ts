import type { Cause } from '../errors/cause.ts';
import type { Failure } from '../errors/failure.ts';
import { failureOfResponse, parseJson } from '../errors/failureOf.ts';
import { readGoogleError } from '../errors/googleError.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { HttpResponse } from '../ports.ts';
import { readAnswerPart, type Usage } from './answer.ts';
import { type Draft, streamGenerateContentRequest } from './developerApi.ts';
import { EventStreamSplitter } from './eventStream.ts';
import { badResponse, type Caller, exchange, secretsOf } from './exchange.ts';

/** What a person sees while the answer comes. Whatever it was told stays true, however the call ends. */
export type AnswerSink = {
	readonly text: (text: string) => void;
	readonly usage: (usage: Usage) => void;
};

/** Candidate.FinishReason (https://ai.google.dev/api/generate-content#FinishReason) of an answer that is not whole. */
const causeOfFinish: Readonly<Record<string, Cause>> = {
	MAX_TOKENS: 'answer-truncated',
	SAFETY: 'answer-blocked',
	RECITATION: 'answer-blocked',
	LANGUAGE: 'answer-blocked',
	BLOCKLIST: 'answer-blocked',
	PROHIBITED_CONTENT: 'answer-blocked',
	SPII: 'answer-blocked',
	MALFORMED_FUNCTION_CALL: 'answer-malformed',
	UNEXPECTED_TOOL_CALL: 'answer-malformed',
	OTHER: 'answer-malformed',
};

/** Sends the draft and tells the sink what comes. Answered only where the model finished by itself and said something. */
export const streamAnswer = (caller: Caller, draft: Draft, sink: AnswerSink): Promise<Outcome<void>> => {
	const request = streamGenerateContentRequest(draft);
	const host = new URL(request.url).host;
	return exchange(caller, request, async (response, progress) => {
		if (!isEventStream(response)) {
			return failed(failureOfResponse(await badResponse(request, response), secretsOf(caller)));
		}
		const reading: Reading = { hasText: false, end: undefined };
		const failureIn = (events: readonly string[]): Failure | undefined => {
			for (const event of events) {
				const json = parseJson(event);
				if (json === undefined || readGoogleError(json)) {
					const bad = { httpStatus: response.status, host, body: event };
					const failure = failureOfResponse(bad, secretsOf(caller));
					return json === undefined ? { ...failure, cause: 'answer-incomplete' } : failure;
				}
				readEvent(json, reading, sink);
				progress.partial = true;
			}
			return undefined;
		};
		const splitter = new EventStreamSplitter();
		for await (const chunk of response.body) {
			const failure = failureIn(splitter.push(chunk));
			if (failure) {
				return failed(failure);
			}
		}
		const failure = failureIn(splitter.end()) ?? failureOfEnd(reading, response.status, host);
		return failure ? failed(failure) : answered(undefined);
	});
};

/** How far the answer has come; `end` is why it ended, in the server's words. */
type Reading = { hasText: boolean; end: { readonly field: string; readonly reason: string } | undefined };

function readEvent(json: unknown, reading: Reading, sink: AnswerSink): void {
	const part = readAnswerPart(json);
	if (part.text !== '') {
		reading.hasText = true;
		sink.text(part.text);
	}
	if (part.usage) {
		sink.usage(part.usage);
	}
	if (part.finishReason) {
		reading.end = { field: 'finishReason', reason: part.finishReason };
	} else if (part.blockReason) {
		reading.end = { field: 'promptFeedback.blockReason', reason: part.blockReason };
	}
}

function failureOfEnd({ hasText, end }: Reading, httpStatus: number, host: string): Failure | undefined {
	if (end === undefined) {
		return { cause: 'answer-incomplete', httpStatus, host, evidence: 'no finishReason' };
	}
	const evidence = `${end.field}: ${end.reason}`;
	if (end.field !== 'finishReason') {
		return { cause: 'prompt-blocked', httpStatus, host, evidence };
	}
	if (end.reason === 'STOP') {
		return hasText ? undefined : { cause: 'answer-malformed', httpStatus, host, evidence };
	}
	return { cause: causeOfFinish[end.reason] ?? 'unknown', httpStatus, host, evidence };
}

const isEventStream = (response: HttpResponse): boolean =>
	/^text\/event-stream\b/i.test(response.headers['content-type'] ?? '');
