import { httpCallOf } from './httpCall.ts';
import { needsOf } from './needs.ts';
import { prettyJson } from './quoting/json.ts';
import { posixWord } from './quoting/posix.ts';
import type { Snippet, SnippetRequest } from './snippet.ts';
import { headerFor, standInFor } from './standIn.ts';

/** curl in a POSIX shell. The body is a here-document: it stands as it is, and may be longer than an argument. No line of JSON is `JSON`. */
export function curlPosix(request: SnippetRequest): Snippet {
	const { url, headers, body } = httpCallOf(request);
	const standIn = standInFor(request.profile);
	const secret = headerFor(standIn, `\${${standIn.variable}:?is not set}`).join(': ');
	const lines = [
		`curl -${request.isStreamed ? 'N' : ''}sS --globoff --fail-with-body ${posixWord(url)}`,
		...Object.entries(headers).map(([name, value]) => `-H ${posixWord(`${name}: ${value}`)}`),
		`-H "${secret}"`,
		"--data-binary @- <<'JSON'",
	];
	return {
		text: `${lines.join(' \\\n  ')}\n${prettyJson(body)}\nJSON\n`,
		language: 'shellscript',
		fileName: 'request.sh',
		needs: needsOf(request.profile, standIn),
	};
}
