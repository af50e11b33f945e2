import { httpCallOf } from './httpCall.ts';
import { type LibraryCall, libraryCallOf, takenByLibrary } from './libraryCall.ts';
import { install, needsOf } from './needs.ts';
import { goJson, goText } from './quoting/go.ts';
import { isSettled, promptOf, settingsOf } from './settings.ts';
import type { Snippet, SnippetRequest } from './snippet.ts';
import { type DefaultCredentials, type StandIn, signInFor } from './standIn.ts';

/** Go: Google's Gen AI library, which takes nothing but a key for this API, and for tokens, and where more is set than the usual, the request as it goes over the wire. */
export function go(request: SnippetRequest): Snippet {
	const signIn = signInFor(request.profile);
	const isByLibrary =
		signIn.kind === 'key' && takenByLibrary(signIn, libraryCallOf(request)) && isSettled(request.draft);
	return {
		text: isByLibrary ? byLibrary(request, signIn) : byHttp(request, signIn),
		language: 'go',
		fileName: 'main.go',
		needs: needsOf(
			request.profile,
			signIn,
			...(isByLibrary ? [install('go get google.golang.org/genai')] : []),
			...(signIn.kind === 'adc' ? [install('go get golang.org/x/oauth2/google')] : []),
		),
	};
}

const program = (imports: readonly string[], declarations: readonly string[], statements: readonly string[]): string =>
	[
		'package main',
		'',
		'import (',
		...imports.map((path) => (path === '' ? '' : `\t"${path}"`)),
		')',
		'',
		...declarations,
		'func main() {',
		...statements.map((line) => `\t${line}`),
		'}',
		'',
	].join('\n');

const variableOrStop = (name: string, variable: string): readonly string[] => [
	`${name} := os.Getenv("${variable}")`,
	`if ${name} == "" {`,
	`\tlog.Fatal("${variable} is not set.")`,
	'}',
];

const stopOnError = ['if err != nil {', '\tlog.Fatal(err)', '}'];

function byLibrary(request: SnippetRequest, { variable }: StandIn): string {
	const call = libraryCallOf(request);
	const asked = `(ctx, ${goText(call.model)}, genai.Text(${goText(promptOf(call))}), config)`;
	const hasHeaders = Object.keys(call.headers).length > 0;
	return program(
		['context', 'fmt', 'log', ...(hasHeaders ? ['net/http'] : []), 'os', '', 'google.golang.org/genai'],
		[],
		[
			...variableOrStop('apiKey', variable),
			'ctx := context.Background()',
			'client, err := genai.NewClient(ctx, &genai.ClientConfig{',
			'\tAPIKey:  apiKey,',
			`\tBackend: genai.Backend${call.vertex ? 'VertexAI' : 'GeminiAPI'},`,
			...httpOptions(call),
			'})',
			...stopOnError,
			'config := &genai.GenerateContentConfig{',
			...configOf(call).map((line) => `\t${line}`),
			'}',
			...(request.isStreamed
				? [
						`for chunk, err := range client.Models.GenerateContentStream${asked} {`,
						...stopOnError.map((line) => `\t${line}`),
						'\tfmt.Print(chunk.Text())',
						'}',
					]
				: [`response, err := client.Models.GenerateContent${asked}`, ...stopOnError, 'fmt.Println(response.Text())']),
		],
	);
}

function httpOptions({ baseUrl, headers }: LibraryCall): readonly string[] {
	const names = Object.entries(headers);
	const options = [
		...(baseUrl ? [`BaseURL: ${goText(baseUrl)}`] : []),
		...(names.length > 0
			? [
					`Headers: http.Header{${names
						.map(([name, value]) => `http.CanonicalHeaderKey(${goText(name)}): {${goText(value)}}`)
						.join(', ')}}`,
				]
			: []),
	];
	return options.length > 0
		? ['\tHTTPOptions: genai.HTTPOptions{', ...options.map((option) => `\t\t${option},`), '\t},']
		: [];
}

/** Values in one column, as gofmt has them. */
function configOf(call: LibraryCall): readonly string[] {
	const { system, temperature, maxOutputTokens, thinkingLevel, thinkingBudget } = settingsOf(call);
	const thinking = (setting: string): readonly [string, string] => [
		'ThinkingConfig',
		`&genai.ThinkingConfig{${setting}}`,
	];
	const settings: readonly (readonly [name: string, value: string])[] = [
		...(system === undefined
			? []
			: [['SystemInstruction', `&genai.Content{Parts: []*genai.Part{{Text: ${goText(system)}}}}`] as const]),
		...(temperature === undefined ? [] : [['Temperature', `genai.Ptr[float32](${temperature})`] as const]),
		...(maxOutputTokens === undefined ? [] : [['MaxOutputTokens', String(maxOutputTokens)] as const]),
		...(thinkingLevel === undefined ? [] : [thinking(`ThinkingLevel: genai.ThinkingLevel(${goText(thinkingLevel)})`)]),
		...(thinkingBudget === undefined ? [] : [thinking(`ThinkingBudget: genai.Ptr[int32](${thinkingBudget})`)]),
	];
	const width = Math.max(...settings.map(([name]) => name.length)) + 2;
	return settings.map(([name, value]) => `${`${name}:`.padEnd(width)}${value},`);
}

function byHttp(request: SnippetRequest, signIn: StandIn | DefaultCredentials): string {
	const { url, headers, body } = httpCallOf(request);
	const isDefault = signIn.kind === 'adc';
	return program(
		[
			...(isDefault ? ['context'] : []),
			'io',
			'log',
			'net/http',
			'os',
			'strings',
			...(isDefault ? ['', 'golang.org/x/oauth2/google'] : []),
		],
		[`const body = ${goJson(body)}`, ''],
		[
			...(isDefault
				? [
						`client, err := google.DefaultClient(context.Background(), ${signIn.scopes.map(goText).join(', ')})`,
						...stopOnError,
					]
				: variableOrStop(secretName(signIn), signIn.variable)),
			`request, err := http.NewRequest(http.MethodPost, ${goText(url)}, strings.NewReader(body))`,
			...stopOnError,
			...Object.entries(headers).map(([name, value]) => `request.Header.Set(${goText(name)}, ${goText(value)})`),
			...(signIn.kind === 'adc' ? [] : [headerLine(signIn)]),
			`response, err := ${isDefault ? 'client' : 'http.DefaultClient'}.Do(request)`,
			...stopOnError,
			'defer response.Body.Close()',
			'if _, err := io.Copy(os.Stdout, response.Body); err != nil {',
			'\tlog.Fatal(err)',
			'}',
			'if response.StatusCode != http.StatusOK {',
			'\tlog.Fatal(response.Status)',
			'}',
		],
	);
}

const secretName = ({ kind }: StandIn): string => (kind === 'key' ? 'apiKey' : 'accessToken');

const headerLine = (standIn: StandIn): string =>
	`request.Header.Set("${standIn.header}", ${standIn.header === 'authorization' ? '"Bearer "+' : ''}${secretName(standIn)})`;
