import { httpCallOf } from './httpCall.ts';
import { type LibraryCall, libraryCallOf, takenByLibrary } from './libraryCall.ts';
import { install, needsOf } from './needs.ts';
import { javaJson, javaText } from './quoting/java.ts';
import { isSettled, promptOf, settingsOf } from './settings.ts';
import type { Snippet, SnippetRequest } from './snippet.ts';
import { type DefaultCredentials, type StandIn, signInFor } from './standIn.ts';

const margin = '    ';

/** Java: Google's Gen AI library, which takes nothing but a key for this API, and for tokens, and where more is set than the usual, the request as it goes over the wire. */
export function java(request: SnippetRequest): Snippet {
	const signIn = signInFor(request.profile);
	const isByLibrary =
		signIn.kind === 'key' && takenByLibrary(signIn, libraryCallOf(request)) && isSettled(request.draft);
	return {
		text: isByLibrary ? byLibrary(request, signIn) : byHttp(request, signIn),
		language: 'java',
		fileName: 'GeminiRequest.java',
		needs: needsOf(
			request.profile,
			signIn,
			...(isByLibrary ? [install('com.google.genai:google-genai')] : []),
			...(signIn.kind === 'adc' ? [install('com.google.auth:google-auth-library-oauth2-http')] : []),
		),
	};
}

const program = (imports: readonly string[], statements: readonly string[]): string =>
	[
		...imports.map((name) => `import ${name};`),
		'',
		'public class GeminiRequest {',
		'  public static void main(String[] args) throws Exception {',
		...statements.map((line) => margin + line),
		'  }',
		'}',
		'',
	].join('\n');

const variableOrThrow = (name: string, variable: string): readonly string[] => [
	`String ${name} = System.getenv("${variable}");`,
	`if (${name} == null || ${name}.isEmpty()) {`,
	`  throw new IllegalStateException("${variable} is not set.");`,
	'}',
];

function byLibrary(request: SnippetRequest, { variable }: StandIn): string {
	const call = libraryCallOf(request);
	const config = configOf(call);
	const options = [
		...(call.baseUrl ? [`.baseUrl(${javaText(call.baseUrl)})`] : []),
		...Object.entries(call.headers).map(([name, value]) => `.headers(Map.of(${javaText(name)}, ${javaText(value)}))`),
	];
	const asked = `(${javaText(call.model)}, prompt, config)`;
	return program(
		[
			'com.google.genai.Client',
			...(request.isStreamed ? ['com.google.genai.ResponseStream'] : []),
			...(config.some((line) => line.includes('Content.builder')) ? ['com.google.genai.types.Content'] : []),
			'com.google.genai.types.GenerateContentConfig',
			'com.google.genai.types.GenerateContentResponse',
			...(options.length > 0 ? ['com.google.genai.types.HttpOptions'] : []),
			...(config.some((line) => line.includes('Part.from')) ? ['com.google.genai.types.Part'] : []),
			...(config.some((line) => line.includes('ThinkingConfig.builder'))
				? ['com.google.genai.types.ThinkingConfig']
				: []),
			...(Object.keys(call.headers).length > 0 ? ['java.util.Map'] : []),
		],
		[
			...variableOrThrow('apiKey', variable),
			'Client client = Client.builder()',
			'    .apiKey(apiKey)',
			...(call.vertex ? ['    .vertexAI(true)'] : []),
			...(options.length > 0 ? [`    .httpOptions(HttpOptions.builder()${options.join('')}.build())`] : []),
			'    .build();',
			'GenerateContentConfig config = GenerateContentConfig.builder()',
			...config.map((line) => `    ${line}`),
			'    .build();',
			`String prompt = ${javaText(promptOf(call))};`,
			...(request.isStreamed
				? [
						`try (ResponseStream<GenerateContentResponse> chunks = client.models.generateContentStream${asked}) {`,
						'  for (GenerateContentResponse chunk : chunks) {',
						'    System.out.print(chunk.text() == null ? "" : chunk.text());',
						'  }',
						'}',
					]
				: [
						`GenerateContentResponse response = client.models.generateContent${asked};`,
						'System.out.println(response.text());',
					]),
		],
	);
}

function configOf(call: LibraryCall): readonly string[] {
	const { system, temperature, maxOutputTokens, thinkingLevel, thinkingBudget } = settingsOf(call);
	const thinking = (setter: string) => `.thinkingConfig(ThinkingConfig.builder()${setter}.build())`;
	return [
		...(system === undefined
			? []
			: [`.systemInstruction(Content.builder().parts(Part.fromText(${javaText(system)})).build())`]),
		...(temperature === undefined ? [] : [`.temperature(${temperature}f)`]),
		...(maxOutputTokens === undefined ? [] : [`.maxOutputTokens(${maxOutputTokens})`]),
		...(thinkingLevel === undefined ? [] : [thinking(`.thinkingLevel(${javaText(thinkingLevel)})`)]),
		...(thinkingBudget === undefined ? [] : [thinking(`.thinkingBudget(${thinkingBudget})`)]),
	];
}

function byHttp(request: SnippetRequest, signIn: StandIn | DefaultCredentials): string {
	const { url, headers, body } = httpCallOf(request);
	const isDefault = signIn.kind === 'adc';
	const secret = signIn.kind === 'key' ? 'apiKey' : 'accessToken';
	const header = signIn.kind === 'adc' ? 'authorization' : signIn.header;
	return program(
		[
			...(isDefault ? ['com.google.auth.oauth2.GoogleCredentials'] : []),
			'java.net.URI',
			'java.net.http.HttpClient',
			'java.net.http.HttpRequest',
			'java.net.http.HttpResponse',
			...(isDefault ? ['java.util.List'] : []),
			'java.util.stream.Stream',
		],
		[
			...(isDefault
				? [
						'GoogleCredentials credentials = GoogleCredentials.getApplicationDefault()',
						`    .createScoped(List.of(${signIn.scopes.map(javaText).join(', ')}));`,
						'credentials.refreshIfExpired();',
						'String accessToken = credentials.getAccessToken().getTokenValue();',
					]
				: variableOrThrow(secret, signIn.variable)),
			`String body = ${javaJson(body, margin)};`,
			`HttpRequest request = HttpRequest.newBuilder(URI.create(${javaText(url)}))`,
			...Object.entries(headers).map(([header, value]) => `    .header(${javaText(header)}, ${javaText(value)})`),
			`    .header("${header}", ${header === 'authorization' ? '"Bearer " + ' : ''}${secret})`,
			'    .POST(HttpRequest.BodyPublishers.ofString(body))',
			'    .build();',
			'HttpResponse<Stream<String>> response =',
			'    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());',
			'response.body().forEach(System.out::println);',
			'if (response.statusCode() != 200) {',
			'  System.exit(1);',
			'}',
		],
	);
}
