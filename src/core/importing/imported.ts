import type { DraftFields } from '../panel/draftFields.ts';

/** What a text was taken for: the outermost form of it. `openai` and `gemini` are bodies that were pasted alone. */
export type ImportedForm = 'curl' | 'http' | 'postman' | 'openai' | 'gemini';

/** What came of a pasted request. Neither the fields nor a sentence holds a credential. */
export type Imported =
	| {
			readonly kind: 'read';
			readonly from: ImportedForm;
			readonly fields: DraftFields;
			/** What could not be carried over, each as a sentence. */
			readonly leftOut: readonly string[];
			/** Whether a credential stood in the text. Placeholders such as `$GEMINI_API_KEY` are none. */
			readonly hadSecret: boolean;
	  }
	| { readonly kind: 'unreadable'; readonly why: string };
