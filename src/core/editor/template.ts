/** Where an answer goes: a request panel, below what was sent, in its place, or a document of its own. */
export const answerPlaces = ['panel', 'below', 'replace', 'document'] as const;
export type AnswerPlace = (typeof answerPlaces)[number];

/** How a selection becomes a prompt. Placeholders stand in `prompt` and `system` alike, see `fillIn`. */
export type Template = {
	readonly prompt: string;
	/** System instruction. */
	readonly system?: string;
	/** Where its answers usually go. */
	readonly result?: AnswerPlace;
};
