import { httpCallOf } from './httpCall.ts';
import { libraryCallOf } from './libraryCall.ts';
import { type JsonObject, type JsonValue, type LiteralStyle, literal } from './literal.ts';
import { install, needsOf } from './needs.ts';
import { pythonStyle, pythonText } from './quoting/python.ts';
import type { Snippet, SnippetRequest } from './snippet.ts';
import { type DefaultCredentials, type StandIn, signInFor } from './standIn.ts';

const { indent } = pythonStyle;

/**
 * Python: Google's Gen AI library, which takes nothing but a key for the Developer API and no key for a project of Vertex AI; for what it
 * does not take, the request as it goes over the wire.
 */
export function python(request: SnippetRequest): Snippet {
	const signIn = signInFor(request.profile);
	const inProject = libraryCallOf(request).vertex?.project !== undefined;
	const isTaken = inProject === (signIn.kind !== 'key');
	const { text, packages } = isTaken ? byLibrary(request, signIn) : byHttp(request, signIn);
	return {
		text,
		language: 'python',
		fileName: 'request.py',
		needs: needsOf(request.profile, signIn, install(`pip install ${packages}`)),
	};
}

type Written = { readonly text: string; readonly packages: string };

function byLibrary(request: SnippetRequest, signIn: StandIn | DefaultCredentials): Written {
	const { model, contents, config, baseUrl, headers, vertex } = libraryCallOf(request);
	const options: JsonObject = {
		...(baseUrl ? { base_url: baseUrl } : {}),
		...(Object.keys(headers).length > 0 ? { headers } : {}),
	};
	const asked: readonly string[] = [
		`model=${pythonText(model)},`,
		`contents=${literal(contents, contentsStyle, indent)},`,
		...(Object.keys(config).length > 0 ? [`config=${literal(snakeCase(config), pythonStyle, indent)},`] : []),
	];
	const call = (method: string) => [`client.models.${method}(`, ...asked.map((line) => indent + line), ')'].join('\n');
	const hasFiles = (request.draft.attachments ?? []).length > 0;
	const text = [
		...(hasFiles ? ['import base64'] : []),
		...(signIn.kind === 'adc' ? [] : ['import os']),
		...(hasFiles || signIn.kind !== 'adc' ? [''] : []),
		'from google import genai',
		...(signIn.kind === 'token' ? ['from google.oauth2.credentials import Credentials'] : []),
		'',
		'client = genai.Client(',
		...(vertex ? [`${indent}vertexai=True,`] : []),
		...Object.entries(vertex ?? {}).map(([name, value]) => `${indent}${name}=${pythonText(value)},`),
		...(signIn.kind === 'key' ? [`${indent}api_key=os.environ["${signIn.variable}"],`] : []),
		...(signIn.kind === 'token' ? [`${indent}credentials=Credentials(os.environ["${signIn.variable}"]),`] : []),
		...(Object.keys(options).length > 0 ? [`${indent}http_options=${literal(options, pythonStyle, indent)},`] : []),
		')',
		'',
		...(request.isStreamed
			? [
					`chunks = ${call('generate_content_stream')}`,
					'for chunk in chunks:',
					`${indent}print(chunk.text or "", end="", flush=True)`,
				]
			: [`response = ${call('generate_content')}`, 'print(response.text)']),
		'',
	].join('\n');
	return { text, packages: 'google-genai' };
}

function byHttp(request: SnippetRequest, signIn: StandIn | DefaultCredentials): Written {
	const { url, headers, body } = httpCallOf(request);
	const isDefault = signIn.kind === 'adc';
	const text = [
		...(isDefault ? [] : ['import os']),
		'import sys',
		'',
		...(isDefault
			? [
					'import google.auth',
					'from google.auth.transport.requests import AuthorizedSession',
					'',
					`credentials, _ = google.auth.default(scopes=${literal(signIn.scopes, pythonStyle)})`,
					'session = AuthorizedSession(credentials)',
				]
			: [
					'import requests',
					'',
					'session = requests.Session()',
					`session.headers["${signIn.header}"] = ${signIn.header === 'authorization' ? '"Bearer " + ' : ''}os.environ["${signIn.variable}"]`,
				]),
		'',
		'response = session.post(',
		`${indent}${pythonText(url)},`,
		`${indent}headers=${literal(headers, pythonStyle, indent)},`,
		`${indent}json=${literal(body, pythonStyle, indent)},`,
		...(request.isStreamed ? [`${indent}stream=True,`] : []),
		')',
		'if not response.ok:',
		`${indent}sys.exit(response.text)`,
		...(request.isStreamed
			? ['for line in response.iter_lines():', `${indent}print(line.decode())`]
			: ['print(response.text)']),
		'',
	].join('\n');
	return { text, packages: isDefault ? '"google-auth[requests]"' : 'requests' };
}

/** The library takes files as bytes, and makes Base64 of them itself. */
const contentsStyle: LiteralStyle = {
	...pythonStyle,
	member: (name, value) =>
		name === 'data' && typeof value === 'string' ? `base64.b64decode(${pythonText(value)})` : undefined,
};

/** Names of members as Python has them; what the members say stays. */
function snakeCase(value: JsonValue): JsonValue {
	if (Array.isArray(value)) {
		return value.map(snakeCase);
	}
	return typeof value === 'object' && value !== null
		? Object.fromEntries(
				Object.entries(value).map(([name, each]) => [
					name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
					// In a schema, names are those of the answer.
					name === 'responseJsonSchema' ? each : snakeCase(each),
				]),
			)
		: value;
}
