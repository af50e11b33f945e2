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
	/** Attempts that failed, after each of which there was to be another; absent where the first one did. */
	readonly attempts?: readonly AttemptView[];
	/** Absent while the answer is awaited or coming. */
	readonly end?: TurnEnd;
	/** Tokens in words, such as `12 prompt, 34 output`; empty while unknown. */
	readonly usage: string;
	/** Time in words, such as `first text after 0.8 s, 2.1 s in all`; empty while it runs. */
	readonly latency: string;
};
