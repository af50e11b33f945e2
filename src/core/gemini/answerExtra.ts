/** What an answer holds beside text. Every text in it is bounded, and free of the secret in use. */
export type AnswerExtra =
	/** The model wants a function of the program called (https://ai.google.dev/api/caching#FunctionCall). `args`: JSON, laid out. */
	| { readonly kind: 'call'; readonly name: string; readonly args: string }
	/** A program that the model wrote and Google ran (https://ai.google.dev/api/caching#ExecutableCode). */
	| { readonly kind: 'code'; readonly language: string; readonly code: string }
	/** What came of that. `outcome`: such as `OUTCOME_OK`. */
	| { readonly kind: 'result'; readonly outcome: string; readonly output: string }
	/** `mimeType`: one of `shownImages`; `data`: base64. */
	| { readonly kind: 'image'; readonly mimeType: string; readonly data: string }
	/** Something that is named and not shown. `bytes`: 0 where that is not known. */
	| { readonly kind: 'file'; readonly mimeType: string; readonly bytes: number }
	/** A stretch of the answer that is found elsewhere in the same words (https://ai.google.dev/api/generate-content#CitationMetadata). */
	| {
			readonly kind: 'citation';
			readonly uri: string;
			readonly title: string;
			readonly license: string;
			/** Where it stands in the answer, in bytes; 0 to 0 where that was not told. */
			readonly start: number;
			readonly end: number;
	  }
	/** What the answer rests on (https://ai.google.dev/api/generate-content#GroundingChunk). */
	| { readonly kind: 'source'; readonly uri: string; readonly title: string }
	/** What the model had searched for. */
	| { readonly kind: 'search'; readonly query: string };

/** Images that a page shows; a picture that can hold a program, such as SVG, is none of them. */
export const shownImages: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
