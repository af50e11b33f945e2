import * as l10n from '@vscode/l10n';

/**
 * Variables from which Gemini CLI and Google's libraries take a key, the stronger one first
 * (https://ai.google.dev/gemini-api/docs/api-key). Latchkey looks whether they are set, and never what they hold.
 */
const variables = ['GOOGLE_API_KEY', 'GEMINI_API_KEY'] as const;

/** The names of those that are set. */
export const environmentKeysIn = (environment: Readonly<Record<string, string | undefined>>): readonly string[] =>
	variables.filter((name) => Boolean(environment[name]));

/** What a person should know about them, as a sentence; undefined where none is set. */
export const environmentNote = (names: readonly string[]): string | undefined =>
	names[0] === undefined
		? undefined
		: l10n.t(
				'{0} is set in the environment: Gemini CLI and Google’s libraries take that key, Latchkey does not.',
				names[0],
			);
