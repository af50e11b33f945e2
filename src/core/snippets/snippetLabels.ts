import * as l10n from '@vscode/l10n';
import type { SnippetId } from './snippet.ts';

/** What a form of a request is called where one is chosen; names of products and languages are not translated. */
export const snippetLabels: Readonly<
	Record<SnippetId, () => { readonly label: string; readonly description: string }>
> = {
	'curl-posix': () => ({ label: 'curl', description: l10n.t('for bash, zsh and other POSIX shells') }),
	'curl-powershell': () => ({ label: 'curl (PowerShell)', description: l10n.t('for PowerShell on every system') }),
	'curl-cmd': () => ({ label: 'curl (cmd)', description: l10n.t('a batch file for the Windows command prompt') }),
	python: () => ({ label: 'Python', description: l10n.t('with Google’s libraries') }),
	javascript: () => ({ label: 'JavaScript', description: l10n.t('with Google’s libraries, for Node.js') }),
	java: () => ({ label: 'Java', description: l10n.t('with Google’s libraries') }),
	go: () => ({ label: 'Go', description: l10n.t('with Google’s libraries') }),
	csharp: () => ({ label: 'C#', description: l10n.t('with HttpClient of .NET') }),
	http: () => ({ label: l10n.t('HTTP file'), description: l10n.t('for httpYac and REST Client') }),
	postman: () => ({ label: 'Postman', description: l10n.t('a collection and its environment') }),
	'openai-python': () => ({
		label: l10n.t('{0} with OpenAI’s library', 'Python'),
		description: l10n.t('at the endpoint that is compatible with OpenAI'),
	}),
	'openai-javascript': () => ({
		label: l10n.t('{0} with OpenAI’s library', 'JavaScript'),
		description: l10n.t('at the endpoint that is compatible with OpenAI'),
	}),
};
