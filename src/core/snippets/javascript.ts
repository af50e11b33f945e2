import { type LibraryCall, libraryCallOf } from './libraryCall.ts';
import { type JsonObject, literal } from './literal.ts';
import { install, needsOf } from './needs.ts';
import { javascriptStyle, javascriptText } from './quoting/javascript.ts';
import type { Snippet, SnippetRequest } from './snippet.ts';
import { type DefaultCredentials, type StandIn, signInFor } from './standIn.ts';

const library = '@google/genai';
const authLibrary = 'google-auth-library';

/** Google's Gen AI library for JavaScript, in Node. */
export function javascript(request: SnippetRequest): Snippet {
	const call = libraryCallOf(request);
	const signIn = signInFor(request.profile);
	const { model, contents, config } = call;
	const asked: JsonObject = { model, contents, ...(Object.keys(config).length > 0 ? { config } : {}) };
	const text = [
		...imports(signIn),
		'',
		...credential(signIn),
		'',
		`const ai = new GoogleGenAI({`,
		...vertexOptions(call),
		signIn.kind === 'key' ? '  apiKey,' : '  googleAuthOptions: { authClient },',
		...httpOptions(call),
		'});',
		'',
		...(request.isStreamed
			? [
					`const chunks = await ai.models.generateContentStream(${literal(asked, javascriptStyle)});`,
					'for await (const chunk of chunks) {',
					'  process.stdout.write(chunk.text ?? "");',
					'}',
				]
			: [
					`const response = await ai.models.generateContent(${literal(asked, javascriptStyle)});`,
					'console.log(response.text);',
				]),
		'',
	].join('\n');
	return {
		text,
		language: 'javascript',
		fileName: 'request.mjs',
		needs: needsOf(
			request.profile,
			signIn,
			install(`npm install ${library}${signIn.kind === 'key' ? '' : ` ${authLibrary}`}`),
		),
	};
}

/** A line that imports from a package. */
export const importOf = (names: string, from: string): string => `import ${names} from ${javascriptText(from)};`;

/** An exported variable and a check that names it. */
export const variableOrThrow = (name: string, variable: string): readonly string[] => [
	`const ${name} = process.env.${variable};`,
	`if (!${name}) {`,
	`  throw new Error("${variable} is not set.");`,
	'}',
];

const imports = ({ kind }: StandIn | DefaultCredentials): readonly string[] => [
	importOf('{ GoogleGenAI }', library),
	...(kind === 'key' ? [] : [importOf(`{ ${kind === 'adc' ? 'GoogleAuth' : 'OAuth2Client'} }`, authLibrary)]),
];

/** The library takes a key from the environment over every other credential, so that has to go. */
const withoutKeys = [
	'// A key in the environment would be sent instead.',
	'delete process.env.GOOGLE_API_KEY;',
	'delete process.env.GEMINI_API_KEY;',
];

function credential(signIn: StandIn | DefaultCredentials): readonly string[] {
	switch (signIn.kind) {
		case 'key':
			return variableOrThrow('apiKey', signIn.variable);
		case 'token':
			return [
				...variableOrThrow('accessToken', signIn.variable),
				'const authClient = new OAuth2Client();',
				'authClient.setCredentials({ access_token: accessToken });',
				...withoutKeys,
			];
		case 'adc':
			return [
				`const auth = new GoogleAuth({ scopes: [${signIn.scopes.map(javascriptText).join(', ')}] });`,
				'const authClient = await auth.getClient();',
				...withoutKeys,
			];
	}
}

function vertexOptions({ vertex }: LibraryCall): readonly string[] {
	const place = Object.entries(vertex ?? {}).map(([name, value]) => `  ${name}: ${javascriptText(value)},`);
	return vertex ? ['  vertexai: true,', ...place] : [];
}

function httpOptions({ baseUrl, headers }: LibraryCall): readonly string[] {
	const options = { ...(baseUrl ? { baseUrl } : {}), ...(Object.keys(headers).length > 0 ? { headers } : {}) };
	return Object.keys(options).length > 0
		? [`  httpOptions: ${literal(options, javascriptStyle, javascriptStyle.indent)},`]
		: [];
}
