import * as l10n from '@vscode/l10n';

/** What of an editor could be sent, as it stands there. */
export type EditorTexts = {
	/** What is selected, one text for each selection. */
	readonly selections: readonly string[];
	/** The line the cursor is in. */
	readonly line: string;
	/** The whole document. */
	readonly document: string;
};

/** Selected text, the line, or the whole document, for which a person is asked first. */
export type EditorPrompt = { readonly text: string; readonly isWholeDocument: boolean };

/** Above this length a person is asked: what was meant as a paragraph may be a file. In UTF-16 units. */
export const largePrompt = 100 * 1024;

/** Google takes requests of 20 MB in all (https://ai.google.dev/gemini-api/docs/files). In UTF-16 units. */
export const longestPrompt = 10 * 1024 * 1024;

/** What to send; undefined where there is nothing but white space. */
export function editorPrompt({ selections, line, document }: EditorTexts): EditorPrompt | undefined {
	const selected = selections.filter((text) => text.trim() !== '');
	if (selected.length > 0) {
		return { text: selected.join('\n\n'), isWholeDocument: false };
	}
	if (line.trim() !== '') {
		return { text: line.trim(), isWholeDocument: false };
	}
	return document.trim() === '' ? undefined : { text: document, isWholeDocument: true };
}

/** The size of a text for people, and about how many tokens that is (some four characters each). */
export function sizeInWords({ length }: string): string {
	const size =
		length < 1024 ? l10n.t('{0} characters', length) : l10n.t('{0} thousand characters', Math.round(length / 1000));
	return l10n.t('{0}, about {1} tokens', size, Math.ceil(length / 4));
}
