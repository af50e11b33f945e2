import type { Failure } from '../errors/failure.ts';
import { failureOfBody, failureOfResponse, parseJson } from '../errors/failureOf.ts';
import { isRecord, type JsonRecord } from '../errors/googleError.ts';
import { causeOfAnswer } from '../errors/judging/answers.ts';
import type { CallContext } from '../errors/judging/signs.ts';
import { emptyAnswer, withPiece } from '../errors/reading/answerEnd.ts';
import { StreamRedactor } from '../secrets/streamRedactor.ts';
import { readAnswerPart, type Usage } from './answer.ts';
import { EventStreamSplitter } from './eventStream.ts';

/** What a person sees while the answer comes. Whatever it was told stays true, however the call ends. */
export type AnswerSink = {
	readonly text: (text: string) => void;
	readonly usage: (usage: Usage) => void;
};

/** No model answers at this length, in UTF-16 units; a server that never ends would take all memory. */
const longest = 32 * 1024 * 1024;

type Place = { readonly httpStatus: number; readonly context: CallContext };

/** Reads one streamed answer, piece by piece, into a sink. The secret in use is cut out, should something echo it. */
export class AnswerReading {
	readonly #place: Place;
	readonly #secret: string;
	readonly #sink: AnswerSink;
	readonly #splitter = new EventStreamSplitter();
	readonly #redactor: StreamRedactor;
	#length = 0;
	#hasBegun = false;
	#answer = emptyAnswer;

	constructor(place: Place, secret: string, sink: AnswerSink) {
		this.#place = place;
		this.#secret = secret;
		this.#sink = sink;
		this.#redactor = new StreamRedactor(secret);
	}

	/** Part of the answer has arrived. */
	get hasBegun(): boolean {
		return this.#hasBegun;
	}

	/** The server has said why the answer ended: what becomes of the connection after that is of no matter. */
	get isComplete(): boolean {
		return this.#answer.finishReason !== undefined || this.#answer.blockReason !== undefined;
	}

	/** Takes the next bytes; a failure ends the reading. */
	push(chunk: Uint8Array): Failure | undefined {
		const failure = this.#read(this.#splitter.push(chunk));
		const isTooLong = this.#splitter.pending > longest || this.#length > longest;
		return (
			failure ??
			(isTooLong ? { ...this.#failureOfAnswer(), cause: 'answer-malformed', evidence: 'longer than 32 MB' } : undefined)
		);
	}

	/** The stream has ended, or need not go on: judges whether the answer is whole. */
	end(): Failure | undefined {
		const failure = this.#read(this.#splitter.end());
		this.#tell(this.#redactor.end());
		return failure ?? this.#failureOfEnd();
	}

	#read(events: readonly string[]): Failure | undefined {
		for (const event of events) {
			const json = parseJson(event);
			if (!isRecord(json) || 'error' in json) {
				const { httpStatus, context } = this.#place;
				const failure = failureOfResponse({ httpStatus, body: event }, context, [this.#secret]);
				// Half a piece of an answer names no cause of its own.
				return failure.cause === 'unknown' && json === undefined ? { ...failure, cause: 'answer-incomplete' } : failure;
			}
			this.#readPart(json);
		}
		return undefined;
	}

	#readPart(json: JsonRecord): void {
		const { text, usage } = readAnswerPart(json);
		this.#answer = withPiece(this.#answer, json);
		this.#hasBegun = true;
		this.#length += text.length;
		this.#tell(this.#redactor.push(text));
		if (usage) {
			this.#sink.usage(usage);
		}
	}

	#tell(text: string): void {
		if (text !== '') {
			this.#sink.text(text);
		}
	}

	#failureOfEnd(): Failure | undefined {
		return causeOfAnswer(this.#answer) === undefined ? undefined : this.#failureOfAnswer();
	}

	#failureOfAnswer(): Failure {
		const { httpStatus, context } = this.#place;
		const body = { answer: this.#answer, texts: [], isCut: false, isEmpty: false };
		return failureOfBody(body, { httpStatus, body: '' }, context, [this.#secret]);
	}
}
