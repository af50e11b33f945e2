import { csharp } from './csharp.ts';
import { curlCmd } from './curlCmd.ts';
import { curlPosix } from './curlPosix.ts';
import { curlPowershell } from './curlPowershell.ts';
import { go } from './go.ts';
import { http } from './http.ts';
import { java } from './java.ts';
import { javascript } from './javascript.ts';
import { openAiJavascript } from './openAiJavascript.ts';
import { openAiPython } from './openAiPython.ts';
import { postman } from './postman.ts';
import { python } from './python.ts';
import type { Snippet, SnippetId, SnippetRequest } from './snippet.ts';

const writers: Readonly<Record<SnippetId, (request: SnippetRequest) => Snippet>> = {
	'curl-posix': curlPosix,
	'curl-powershell': curlPowershell,
	'curl-cmd': curlCmd,
	python,
	javascript,
	java,
	go,
	csharp,
	http,
	postman,
	'openai-python': openAiPython,
	'openai-javascript': openAiJavascript,
};

/** The request of the panel as code. Whatever its texts say, they stay texts there. */
export const snippetOf = (id: SnippetId, request: SnippetRequest): Snippet => writers[id](request);
