import * as l10n from '@vscode/l10n';
import { httpCallOf } from './httpCall.ts';
import { needsOf } from './needs.ts';
import { templateJson } from './quoting/json.ts';
import type { Snippet, SnippetRequest } from './snippet.ts';
import { headerFor, standInFor } from './standIn.ts';

/** An `.http` file, as httpYac and REST Client read it alike. */
export function http(request: SnippetRequest): Snippet {
	const { url, headers, body } = httpCallOf(request);
	const standIn = standInFor(request.profile);
	const [name, value] = headerFor(standIn, `{{$processEnv ${standIn.variable}}}`);
	return {
		text: [
			`POST ${url}`,
			...Object.entries({ ...headers, [name]: value }).map((header) => header.join(': ')),
			'',
			templateJson(body),
			'',
		].join('\n'),
		language: 'http',
		fileName: 'request.http',
		needs: needsOf(
			request.profile,
			standIn,
			l10n.t('Install the extension httpYac or REST Client.'),
			l10n.t('Start VS Code where {0} is set: both take an unset variable for an empty one.', standIn.variable),
		),
	};
}
