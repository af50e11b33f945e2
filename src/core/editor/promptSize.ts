import * as l10n from '@vscode/l10n';

/** Above this length a person is asked: what was meant as a paragraph may be a file. In UTF-16 units. */
export const largePrompt = 100 * 1024;

/** Google takes requests of 20 MB in all (https://ai.google.dev/gemini-api/docs/files). In UTF-16 units. */
export const longestPrompt = 10 * 1024 * 1024;

/** The size of a text for people, and how many tokens that is: as they were counted, else about that many (some four characters each). */
export function sizeInWords({ length }: string, tokens?: number): string {
	const size =
		length < 1024 ? l10n.t('{0} characters', length) : l10n.t('{0} thousand characters', Math.round(length / 1000));
	return tokens === undefined
		? l10n.t('{0}, about {1} tokens', size, Math.ceil(length / 4))
		: l10n.t('{0}, {1} tokens', size, tokens);
}
