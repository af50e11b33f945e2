import { literal } from './literal.ts';
import { install, needsOf } from './needs.ts';
import { leftOutInWords, openAiCallOf } from './openAiCall.ts';
import { pythonStyle, pythonText } from './quoting/python.ts';
import type { Snippet, SnippetRequest } from './snippet.ts';
import { standInFor } from './standIn.ts';

const { indent } = pythonStyle;

/** OpenAI's library for Python. It sends keys and tokens alike as a bearer token, which the compatible endpoint takes. */
export function openAiPython(request: SnippetRequest): Snippet {
	const openAiCall = openAiCallOf(request);
	const { baseUrl, headers, parameters, extraBody } = openAiCall;
	const standIn = standInFor(request.profile);
	const asked = [
		...Object.entries(parameters).map(([name, value]) => `${name}=${literal(value, pythonStyle, indent)}`),
		// The library sends what its `extra_body` has beside the rest; Google looks for a member of that name.
		...(extraBody ? [`extra_body=${literal({ extra_body: extraBody }, pythonStyle, indent)}`] : []),
		...(request.isStreamed ? ['stream=True'] : []),
	];
	const call = ['client.chat.completions.create(', ...asked.map((line) => `${indent}${line},`), ')'].join('\n');
	const text = [
		...leftOutInWords(openAiCall).map((sentence) => `# ${sentence}`),
		'import os',
		'',
		'from openai import OpenAI',
		'',
		'# Google takes these two for further credentials.',
		'os.environ.pop("OPENAI_ORG_ID", None)',
		'os.environ.pop("OPENAI_PROJECT_ID", None)',
		'',
		'client = OpenAI(',
		`${indent}api_key=os.environ["${standIn.variable}"],`,
		`${indent}base_url=${pythonText(baseUrl)},`,
		...(Object.keys(headers).length > 0 ? [`${indent}default_headers=${literal(headers, pythonStyle, indent)},`] : []),
		')',
		'',
		...(request.isStreamed
			? [
					`chunks = ${call}`,
					'for chunk in chunks:',
					`${indent}if chunk.choices:`,
					`${indent}${indent}print(chunk.choices[0].delta.content or "", end="", flush=True)`,
				]
			: [`completion = ${call}`, 'print(completion.choices[0].message.content)']),
		'',
	].join('\n');
	return {
		text,
		language: 'python',
		fileName: 'request.py',
		needs: needsOf(request.profile, standIn, install('pip install openai')),
	};
}
