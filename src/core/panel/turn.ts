import type { Usage } from '../gemini/answer.ts';
import type { AnswerExtra } from '../gemini/answerExtra.ts';
import type { SchemaFault } from '../gemini/schemaFaults.ts';
import type { FailureView } from './failureView.ts';

/** How a turn ended. `declined`: the person did not want it sent; `interrupted`: its window was reloaded or closed. */
export type TurnEnd =
	| { readonly kind: 'answered' }
	| { readonly kind: 'failed'; readonly failure: FailureView }
	| { readonly kind: 'cancelled' }
	| { readonly kind: 'declined' }
	| { readonly kind: 'interrupted' };

/** An attempt that failed, in words, and how long is waited before the next, in milliseconds. */
export type AttemptView = { readonly words: string; readonly delayMs: number };

/** Something that is known about a call, in words. */
export type Fact = { readonly label: string; readonly value: string };

/** What was counted and timed of a call; what is not known is absent. Times in milliseconds since the call began. */
export type TurnNumbers = {
	readonly usage?: Usage;
	/** The first thought or text. */
	readonly firstPieceMs?: number;
	readonly firstTextMs?: number;
	readonly totalMs?: number;
	/** A summary of thoughts came. */
	readonly hasThoughts?: boolean;
};

/** An answer that was to be JSON. `faults`: absent where no schema was given, or it could not be checked. */
export type JsonView = { readonly faults?: readonly SchemaFault[] };

/** One prompt and what became of it. */
export type Turn = {
	/** Number of the turn in this panel, from 1. */
	readonly turn: number;
	readonly prompt: string;
	readonly model: string;
	/** Name of the profile it was sent with; empty until that is known. */
	readonly profile: string;
	readonly profileId?: string;
	/** Markdown, as the model wrote it. */
	readonly answer: string;
	/** Summary of what the model thought, as Markdown. */
	readonly thoughts?: string;
	/** Further answers to the same prompt, in their order. */
	readonly others?: readonly string[];
	/** What came beside text, in its order. */
	readonly extras?: readonly AnswerExtra[];
	/** Present where the answer was to be JSON. */
	readonly json?: JsonView;
	readonly numbers?: TurnNumbers;
	/** What is known about the call at its end, in words. */
	readonly facts?: readonly Fact[];
	/** Attempts that failed, after each of which there was to be another; absent where the first one did. */
	readonly attempts?: readonly AttemptView[];
	/** What it waits for before it can be sent, in words. */
	readonly queued?: string;
	/** Absent while the answer is awaited or coming. */
	readonly end?: TurnEnd;
	/** Tokens in words, such as `12 prompt, 34 output`; empty while unknown. */
	readonly usage: string;
	/** Time in words, such as `first text after 0.8 s, 2.1 s in all`; empty while it runs. */
	readonly latency: string;
};
