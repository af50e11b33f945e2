import { httpCallOf } from './httpCall.ts';
import { needsOf } from './needs.ts';
import { cmdArgument, cmdJson } from './quoting/cmd.ts';
import type { Snippet, SnippetRequest } from './snippet.ts';
import { headerFor, standInFor } from './standIn.ts';

/** curl in a batch file of Windows. cmd has no text of several lines, so the body goes through a file. */
export function curlCmd(request: SnippetRequest): Snippet {
	const { url, headers, body } = httpCallOf(request);
	const standIn = standInFor(request.profile);
	const { variable } = standIn;
	const call = [
		`curl -${request.isStreamed ? 'N' : ''}sS --globoff --fail-with-body ${cmdArgument(url)}`,
		...Object.entries(headers).map(([name, value]) => `-H ${cmdArgument(`${name}: ${value}`)}`),
		`-H "${headerFor(standIn, `%${variable}%`).join(': ')}"`,
		'--data-binary "@%BODY_FILE%"',
	];
	return {
		text: [
			'@echo off',
			'setlocal DisableDelayedExpansion',
			`if not defined ${variable} (`,
			`  echo ${variable} is not set. 1>&2`,
			'  exit /b 1',
			')',
			'set "BODY_FILE=%TEMP%\\request-%RANDOM%%RANDOM%.json"',
			...cmdJson(body, 'BODY_FILE'),
			call.join(' ^\n  '),
			'set "STATUS=%ERRORLEVEL%"',
			'del "%BODY_FILE%"',
			'exit /b %STATUS%',
			'',
		]
			.join('\n')
			.replaceAll('\n', '\r\n'),
		language: 'bat',
		fileName: 'request.cmd',
		needs: needsOf(request.profile, standIn),
	};
}
