import { httpCallOf } from './httpCall.ts';
import { needsOf } from './needs.ts';
import { powershellJson, powershellText } from './quoting/powershell.ts';
import type { Snippet, SnippetRequest } from './snippet.ts';
import { headerFor, standInFor } from './standIn.ts';

/**
 * curl in PowerShell, on every system: `curl` alone is another command in Windows PowerShell. The body goes through the pipe, because as an
 * argument it would lose its double quotes there.
 */
export function curlPowershell(request: SnippetRequest): Snippet {
	const { url, headers, body } = httpCallOf(request);
	const standIn = standInFor(request.profile);
	const { variable } = standIn;
	const lines = [
		`$body | & $curl -${request.isStreamed ? 'N' : ''}sS --globoff --fail-with-body ${powershellText(url)}`,
		...Object.entries(headers).map(([name, value]) => `-H ${powershellText(`${name}: ${value}`)}`),
		`-H "${headerFor(standIn, `$env:${variable}`).join(': ')}"`,
		"--data-binary '@-'",
	];
	return {
		text: [
			`if (-not $env:${variable}) { throw '${variable} is not set.' }`,
			'$curl = (Get-Command curl -CommandType Application)[0]',
			`$body = ${powershellJson(body)}`,
			lines.join(' `\n  '),
			'',
		].join('\n'),
		language: 'powershell',
		fileName: 'request.ps1',
		needs: needsOf(request.profile, standIn),
	};
}
