import type { Cause } from '../errors/cause.ts';
import type { DraftFields } from '../panel/draftFields.ts';

/** How a kept request ended; of one that failed its cause. */
export type HistoryEnd =
	| { readonly kind: 'answered' | 'cancelled' | 'interrupted' }
	| { readonly kind: 'failed'; readonly cause: Cause };

/** One request and its answer, as the history keeps them: without secrets, and of bounded length. */
export type HistoryEntry = {
	/** A UUID. */
	readonly id: string;
	/** When it ended, in milliseconds since the epoch. */
	readonly at: number;
	/** Empty where there was no profile to send it with. */
	readonly profileName: string;
	readonly profileId?: string;
	/** The model that was asked, also where the field was empty. */
	readonly model: string;
	readonly fields: DraftFields;
	/** Names of what was attached, which itself is not kept. */
	readonly attachments: readonly string[];
	/** Markdown, as the model wrote it. */
	readonly answer: string;
	/** The answer was longer, and only its beginning is kept. */
	readonly isAnswerCut: boolean;
	/** The same of one of the fields. */
	readonly areFieldsCut: boolean;
	/** Something that looked like a secret was left out of the fields. */
	readonly hadSecret: boolean;
	/** Tokens and time in words, empty where unknown. */
	readonly usage: string;
	readonly latency: string;
	readonly end: HistoryEnd;
};

/** Longest answer and longest field that are kept, in UTF-16 units. */
export const longestAnswer = 64 * 1024;
export const longestField = 256 * 1024;
