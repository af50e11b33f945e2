import { isRecord, type JsonRecord } from '../errors/googleError.ts';
import { causeOfAnswer } from '../errors/judging/answers.ts';
import { type AnswerEnd, emptyAnswer, withPiece } from '../errors/reading/answerEnd.ts';
import { parseJson } from '../parseJson.ts';
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

/** Why an answer is none: an event that is something else, an end that is not whole, or no end at all. */
export type AnswerTrouble =
	| { readonly kind: 'event'; readonly body: string; readonly isPiece: boolean }
	| { readonly kind: 'end' | 'endless'; readonly answer: AnswerEnd };

/** Reads one streamed answer, piece by piece, into a sink. The secret in use is cut out, should something echo it. */
export class AnswerReading {
	readonly #sink: AnswerSink;
	readonly #splitter = new EventStreamSplitter();
	readonly #redactor: StreamRedactor;
	#length = 0;
	#hasBegun = false;
	#answer = emptyAnswer;

	constructor(secret: string, sink: AnswerSink) {
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

	/** Takes the next bytes; trouble ends the reading. */
	push(chunk: Uint8Array): AnswerTrouble | undefined {
		const trouble = this.#read(this.#splitter.push(chunk));
		const isTooLong = this.#splitter.pending > longest || this.#length > longest;
		return trouble ?? (isTooLong ? { kind: 'endless', answer: this.#answer } : undefined);
	}

	/** The stream has ended, or need not go on: judges whether the answer is whole. */
	end(): AnswerTrouble | undefined {
		const trouble = this.#read(this.#splitter.end());
		this.#tell(this.#redactor.end());
		return trouble ?? (causeOfAnswer(this.#answer) === undefined ? undefined : { kind: 'end', answer: this.#answer });
	}

	#read(events: readonly string[]): AnswerTrouble | undefined {
		for (const event of events) {
			const json = parseJson(event);
			if (!isRecord(json) || 'error' in json) {
				return { kind: 'event', body: event, isPiece: json === undefined };
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
}
