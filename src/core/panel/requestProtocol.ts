/**
 * What the request panel's page and the extension say to each other. Both sides parse what they get. The page speaks
 * first (`ready`); each `send` is followed by exactly one `finished`.
 */

import type { Cause } from '../errors/cause.ts';

/** A failure in words, ready to be shown as text. Everything from a server in it is redacted and is never markup. */
export type FailureView = {
	readonly cause: Cause;
	readonly title: string;
	readonly sentence: string;
	/** One line such as `400 INVALID_ARGUMENT · generativelanguage.googleapis.com`; empty where nothing came. */
	readonly status: string;
	/** Google's own message; empty where it sent none. */
	readonly message: string;
	/** Each entry of `error.details`, and what else decided the cause. */
	readonly details: readonly DetailView[];
	/** The body as received, or its beginning; empty where none came. */
	readonly body: string;
};

/** One entry of `error.details`: its type in short and its fields as paths and values. */
export type DetailView = {
	readonly type: string;
	readonly fields: readonly { readonly path: string; readonly value: string }[];
};

export type ProfileView = {
	readonly name: string;
	/** Method in words, such as `API key`. */
	readonly method: string;
	/** Host the credential is sent to. */
	readonly target: string;
	/** Requests go to an emulator on this machine. */
	readonly isEmulated: boolean;
};

export type TurnEnd =
	| { readonly kind: 'answered' }
	| { readonly kind: 'failed'; readonly failure: FailureView }
	| { readonly kind: 'cancelled' };

/** One prompt and what became of it. */
export type Turn = {
	/** Number of the turn in this panel, from 1. */
	readonly turn: number;
	readonly prompt: string;
	readonly model: string;
	/** Name of the profile it was sent with; empty until that is known. */
	readonly profile: string;
	readonly answer: string;
	/** Absent while the answer is awaited or coming. */
	readonly end?: TurnEnd;
	/** In words, such as `12 prompt tokens · 34 output tokens`; empty while unknown. */
	readonly usage: string;
};

/** The whole panel at one moment. */
export type RequestPanelState = {
	/** Absent where there is no profile to send with. */
	readonly profile?: ProfileView;
	/** Why the profiles could not be read. */
	readonly problem?: FailureView;
	/** Ids to choose from; empty while unknown. */
	readonly models: readonly string[];
	readonly model: string;
	readonly turn?: Turn;
};

export type ToPage =
	| { readonly type: 'state'; readonly state: RequestPanelState }
	| { readonly type: 'text'; readonly turn: number; readonly text: string }
	| { readonly type: 'finished'; readonly turn: number; readonly state: RequestPanelState };

export type FromPage =
	| { readonly type: 'ready' }
	| { readonly type: 'send'; readonly prompt: string; readonly model: string }
	| { readonly type: 'stop' }
	| { readonly type: 'chooseProfile' };

/** Parses a message of the page; undefined where it is none. */
export function readFromPage(message: unknown): FromPage | undefined {
	const { type, prompt, model } = (message ?? {}) as Record<string, unknown>;
	switch (type) {
		case 'ready':
		case 'stop':
		case 'chooseProfile':
			return { type };
		case 'send':
			return typeof prompt === 'string' && typeof model === 'string' ? { type, prompt, model } : undefined;
		default:
			return undefined;
	}
}

/**
 * Parses a message to the page as far as its type: who sends it is the extension itself, through VS Code, and the
 * types above hold on both sides.
 */
export function readToPage(message: unknown): ToPage | undefined {
	const { type } = (message ?? {}) as Record<string, unknown>;
	return type === 'state' || type === 'text' || type === 'finished' ? (message as ToPage) : undefined;
}
