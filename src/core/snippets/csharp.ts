import { httpCallOf } from './httpCall.ts';
import { install, needsOf } from './needs.ts';
import { csharpJson, csharpText } from './quoting/csharp.ts';
import type { Snippet, SnippetRequest } from './snippet.ts';
import { type DefaultCredentials, type StandIn, signInFor } from './standIn.ts';

/** C# with what .NET has, which takes every credential alike; Google's Gen AI library for .NET takes nothing but a key for this API. */
export function csharp(request: SnippetRequest): Snippet {
	const { url, headers, body } = httpCallOf(request);
	const { 'content-type': contentType = '', ...others } = headers;
	const signIn = signInFor(request.profile);
	const text = [
		...(signIn.kind === 'adc' ? ['using Google.Apis.Auth.OAuth2;'] : []),
		'using System;',
		'using System.IO;',
		'using System.Net.Http;',
		'using System.Text;',
		'',
		...secret(signIn),
		'',
		`const string body = ${csharpJson(body)};`,
		'',
		'using var client = new HttpClient();',
		`using var request = new HttpRequestMessage(HttpMethod.Post, ${csharpText(url)});`,
		`request.Content = new StringContent(body, Encoding.UTF8, ${csharpText(contentType)});`,
		...Object.entries(others).map(([name, value]) => `request.Headers.Add(${csharpText(name)}, ${csharpText(value)});`),
		signIn.kind === 'adc' || signIn.header === 'authorization'
			? `request.Headers.Add("Authorization", $"Bearer {${signIn.kind === 'key' ? 'apiKey' : 'accessToken'}}");`
			: 'request.Headers.Add("x-goog-api-key", apiKey);',
		'using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);',
		'using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());',
		'while (await reader.ReadLineAsync() is { } line)',
		'{',
		'    Console.WriteLine(line);',
		'}',
		'response.EnsureSuccessStatusCode();',
		'',
	].join('\n');
	return {
		text,
		language: 'csharp',
		fileName: 'Program.cs',
		needs: needsOf(
			request.profile,
			signIn,
			...(signIn.kind === 'adc' ? [install('dotnet add package Google.Apis.Auth')] : []),
		),
	};
}

function secret(signIn: StandIn | DefaultCredentials): readonly string[] {
	if (signIn.kind === 'adc') {
		return [
			`var credential = (await GoogleCredential.GetApplicationDefaultAsync()).CreateScoped(${signIn.scopes.map(csharpText).join(', ')});`,
			'var accessToken = await ((ITokenAccess)credential).GetAccessTokenForRequestAsync();',
		];
	}
	const name = signIn.kind === 'key' ? 'apiKey' : 'accessToken';
	return [
		`var ${name} = Environment.GetEnvironmentVariable("${signIn.variable}");`,
		`if (string.IsNullOrEmpty(${name}))`,
		'{',
		`    throw new InvalidOperationException("${signIn.variable} is not set.");`,
		'}',
	];
}
