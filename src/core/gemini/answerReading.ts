import { isRecord, type JsonRecord } from '../errors/googleError.ts';
import { causeOfAnswer } from '../errors/judging/answers.ts';
import { type AnswerEnd, emptyAnswer, withPiece } from '../errors/reading/answerEnd.ts';
import { parseJson } from '../parseJson.ts';
import { redact } from '../secrets/redact.ts';
import { StreamRedactor } from '../secrets/streamRedactor.ts';
import { type AnswerAbout, readAnswerPart, type Usage } from './answer.ts';
import type { AnswerExtra } from './answerExtra.ts';
import { EventStreamSplitter } from './eventStream.ts';
import { ExtrasReading } from './extrasReading.ts';

/** What a person sees while the answer comes. Whatever it was told stays true, however the call ends. */
export type AnswerSink = {
	readonly text: (text: string) => void;
	readonly usage: (usage: Usage) => void;
	/** A further piece of the summary of what the model thinks. */
	readonly thought?: (text: string) => void;
	/** A further piece of another answer to the same prompt, by its number from 1. */
	readonly other?: (candidate: number, text: string) => void;
	/** What has come beside text, each thing once. */
	readonly extras?: (more: readonly AnswerExtra[]) => void;
	readonly about?: (about: AnswerAbout) => void;
};

/** No model answers at this length, in UTF-16 units; a server that never ends would take all memory. */
const longest = 32 * 1024 * 1024;

/** Nothing that is told about an answer is longer. In UTF-16 units. */
const longestWord = 200;

/** Why an answer is none: an event that is something else, an end that is not whole, or no end at all. */
export type AnswerTrouble =
	| { readonly kind: 'event'; readonly body: string; readonly isPiece: boolean }
	| { readonly kind: 'end' | 'endless'; readonly answer: AnswerEnd };

/** Reads one streamed answer, piece by piece, into a sink. The secret in use is cut out, should something echo it. */
export class AnswerReading {
	readonly #sink: AnswerSink;
	readonly #splitter = new EventStreamSplitter();
	readonly #redactor: StreamRedactor;
	readonly #thoughts: StreamRedactor;
	readonly #others = new Map<number, StreamRedactor>();
	readonly #extras: ExtrasReading;
	readonly #secret: string;
	#about: AnswerAbout = {};
	#length = 0;
	#hasBegun = false;
	#answer = emptyAnswer;

	constructor(secret: string, sink: AnswerSink) {
		this.#sink = sink;
		this.#secret = secret;
		this.#redactor = new StreamRedactor(secret);
		this.#thoughts = new StreamRedactor(secret);
		this.#extras = new ExtrasReading(secret);
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
		this.#tellThought(this.#thoughts.end());
		for (const [candidate, redactor] of this.#others) {
			this.#tellOther(candidate, redactor.end());
		}
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
		const { text, thought, others, first, usage, about } = readAnswerPart(json);
		this.#answer = withPiece(this.#answer, json);
		this.#hasBegun = true;
		this.#length += text.length + thought.length;
		this.#tellThought(this.#thoughts.push(thought));
		this.#tell(this.#redactor.push(text));
		for (const [candidate, more] of others) {
			this.#length += more.length;
			this.#tellOther(candidate, this.#redactorOf(candidate).push(more));
		}
		const extras = first && this.#sink.extras ? this.#extras.read(first) : [];
		if (extras.length > 0) {
			this.#sink.extras?.(extras);
		}
		if (usage) {
			this.#sink.usage(usage);
		}
		this.#tellAbout(about);
	}

	#redactorOf(candidate: number): StreamRedactor {
		const redactor = this.#others.get(candidate) ?? new StreamRedactor(this.#secret);
		this.#others.set(candidate, redactor);
		return redactor;
	}

	/** Google repeats most of it with each piece. */
	#tellAbout(about: AnswerAbout): void {
		const told = Object.entries(about) as [keyof AnswerAbout, string][];
		if (this.#sink.about && told.some(([name, value]) => this.#about[name] !== value)) {
			this.#about = about;
			this.#sink.about(
				Object.fromEntries(told.map(([name, value]) => [name, redact(value, [this.#secret]).slice(0, longestWord)])),
			);
		}
	}

	#tell(text: string): void {
		if (text !== '') {
			this.#sink.text(text);
		}
	}

	#tellThought(text: string): void {
		if (text !== '') {
			this.#sink.thought?.(text);
		}
	}

	#tellOther(candidate: number, text: string): void {
		if (text !== '') {
			this.#sink.other?.(candidate, text);
		}
	}
}
