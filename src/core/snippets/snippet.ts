import type { Draft } from '../gemini/draft.ts';
import type { Profile } from '../profiles/profile.ts';

/** What a request can be copied as, in the order in which it is offered. */
export const snippetIds = [
	'curl-posix',
	'curl-powershell',
	'curl-cmd',
	'python',
	'javascript',
	'java',
	'go',
	'csharp',
	'http',
	'postman',
	'openai-python',
	'openai-javascript',
] as const;
export type SnippetId = (typeof snippetIds)[number];

/** The request of the panel: what is asked, as whom, and whether the answer comes in pieces. */
export type SnippetRequest = {
	readonly draft: Draft;
	readonly profile: Profile | undefined;
	readonly isStreamed: boolean;
};

/** A request as code. There is no secret in it: it names the variable that holds one. */
export type Snippet = {
	readonly text: string;
	/** VS Code language id. */
	readonly language: string;
	/** The file name a person would give it. */
	readonly fileName: string;
	/** What to set or install before it runs, as sentences. */
	readonly needs: readonly string[];
	/** For Postman: the environment, as a file of its own. */
	readonly environment?: string;
};
