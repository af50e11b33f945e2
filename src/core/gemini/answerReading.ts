import type { Cause } from '../errors/cause.ts';
import type { Failure } from '../errors/failure.ts';
import { failureOfResponse, parseJson } from '../errors/failureOf.ts';
import { readGoogleError } from '../errors/googleError.ts';
import { lookUp } from '../lookUp.ts';
import { redact } from '../secrets/redact.ts';
import { StreamRedactor } from '../secrets/streamRedactor.ts';
import { readAnswerPart, type Usage } from './answer.ts';
import { EventStreamSplitter } from './eventStream.ts';

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

/** No model answers at this length, in UTF-16 units; a server that never ends would take all memory. */
const longest = 32 * 1024 * 1024;

/** Reads one streamed answer, piece by piece, into a sink. The secret in use is cut out, should something echo it. */
export class AnswerReading {
	readonly #place: { readonly httpStatus: number; readonly host: string };
	readonly #secret: string;
	readonly #sink: AnswerSink;
	readonly #splitter = new EventStreamSplitter();
	readonly #redactor: StreamRedactor;
	#length = 0;
	#hasBegun = false;
	/** Why the answer ended, in the server's words. */
	#end: { readonly field: string; readonly reason: string } | undefined;

	constructor(place: { readonly httpStatus: number; readonly host: string }, secret: string, sink: AnswerSink) {
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
		return this.#end !== undefined;
	}

	/** Takes the next bytes; a failure ends the reading. */
	push(chunk: Uint8Array): Failure | undefined {
		const failure = this.#read(this.#splitter.push(chunk));
		const isTooLong = this.#splitter.pending > longest || this.#length > longest;
		return failure ?? (isTooLong ? this.#failure('answer-malformed', 'longer than 32 MB') : undefined);
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
			if (json === undefined || readGoogleError(json)) {
				const failure = failureOfResponse({ ...this.#place, body: event }, [this.#secret]);
				return json === undefined ? { ...failure, cause: 'answer-incomplete' } : failure;
			}
			this.#readPart(json);
		}
		return undefined;
	}

	#readPart(json: unknown): void {
		const { text, usage, finishReason, blockReason } = readAnswerPart(json);
		this.#hasBegun = true;
		this.#length += text.length;
		this.#tell(this.#redactor.push(text));
		if (usage) {
			this.#sink.usage(usage);
		}
		if (finishReason) {
			this.#end = { field: 'finishReason', reason: finishReason };
		} else if (blockReason) {
			this.#end = { field: 'promptFeedback.blockReason', reason: blockReason };
		}
	}

	#tell(text: string): void {
		if (text !== '') {
			this.#sink.text(text);
		}
	}

	#failureOfEnd(): Failure | undefined {
		if (this.#end === undefined) {
			return this.#failure('answer-incomplete', 'no finishReason');
		}
		const { field, reason } = this.#end;
		const evidence = `${field}: ${reason.slice(0, 200)}`;
		if (field !== 'finishReason') {
			return this.#failure('prompt-blocked', evidence);
		}
		if (reason === 'STOP') {
			return this.#length > 0 ? undefined : this.#failure('answer-malformed', evidence);
		}
		return this.#failure(lookUp(causeOfFinish, reason) ?? 'unknown', evidence);
	}

	#failure(cause: Cause, evidence: string): Failure {
		return { cause, ...this.#place, evidence: redact(evidence, [this.#secret]) };
	}
}
