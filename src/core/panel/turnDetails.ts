/** A header as it travelled; of one that holds a credential no more than its scheme. */
export type HeaderView = { readonly name: string; readonly value: string };

/** What was sent and what came back, of the latest attempt, free of secrets. All of it is text. */
export type TurnDetails = {
	/** Absent where nothing was sent. */
	readonly request?: {
		readonly method: string;
		readonly url: string;
		readonly headers: readonly HeaderView[];
		/** JSON, laid out, with files cut. */
		readonly body: string;
	};
	/** Absent where none came. */
	readonly response?: {
		readonly status: number;
		readonly headers: readonly HeaderView[];
		/** The events of a stream as they came, or the one body. */
		readonly pieces: readonly string[];
		/** How many of the pieces came before what was left out, and what that was, in words. */
		readonly gap?: { readonly after: number; readonly words: string };
		/** Of the whole body, in bytes. */
		readonly bytes: number;
	};
	/** Moments of the turn in words, in their order. `ms`: since it began. */
	readonly timeline: readonly { readonly label: string; readonly ms: number }[];
};
