import { importOf, variableOrThrow } from './javascript.ts';
import { literal } from './literal.ts';
import { install, needsOf } from './needs.ts';
import { leftOutInWords, openAiCallOf } from './openAiCall.ts';
import { javascriptStyle, javascriptText } from './quoting/javascript.ts';
import type { Snippet, SnippetRequest } from './snippet.ts';
import { standInFor } from './standIn.ts';

const { indent } = javascriptStyle;
const library = 'openai';

/** OpenAI's library for JavaScript, in Node. It sends keys and tokens alike as a bearer token, which the compatible endpoint takes. */
export function openAiJavascript(request: SnippetRequest): Snippet {
	const openAiCall = openAiCallOf(request);
	const { baseUrl, headers, parameters, extraBody } = openAiCall;
	const standIn = standInFor(request.profile);
	const asked = { ...parameters, ...(extraBody ? { extra_body: extraBody } : {}) };
	// Where there is one, it stands before the last line.
	const parametersText = literal(asked, javascriptStyle).replace(
		/\}$/,
		request.isStreamed ? `${indent}stream: true,\n}` : '}',
	);
	const text = [
		...leftOutInWords(openAiCall).map((sentence) => `// ${sentence}`),
		importOf('OpenAI', library),
		'',
		...variableOrThrow('apiKey', standIn.variable),
		'',
		'const client = new OpenAI({',
		'  apiKey,',
		`  baseURL: ${javascriptText(baseUrl)},`,
		'  // Google takes these two for further credentials.',
		'  organization: null,',
		'  project: null,',
		...(Object.keys(headers).length > 0 ? [`  defaultHeaders: ${literal(headers, javascriptStyle, indent)},`] : []),
		'});',
		'',
		...(request.isStreamed
			? [
					`const chunks = await client.chat.completions.create(${parametersText});`,
					'for await (const chunk of chunks) {',
					'  process.stdout.write(chunk.choices[0]?.delta?.content ?? "");',
					'}',
				]
			: [
					`const completion = await client.chat.completions.create(${parametersText});`,
					'console.log(completion.choices[0].message.content);',
				]),
		'',
	].join('\n');
	return {
		text,
		language: 'javascript',
		fileName: 'request.mjs',
		needs: needsOf(request.profile, standIn, install(`npm install ${library}`)),
	};
}
