import * as l10n from '@vscode/l10n';
import { httpCallOf } from './httpCall.ts';
import { needsOf } from './needs.ts';
import { templateJson } from './quoting/json.ts';
import type { Snippet, SnippetRequest } from './snippet.ts';
import { type StandIn, standInFor } from './standIn.ts';

/** A collection of Postman (https://schema.postman.com/json/collection/v2.1.0/docs/), with an environment that has the secret's name and no value. */
export function postman(request: SnippetRequest): Snippet {
	const { url, headers, body } = httpCallOf(request);
	const standIn = standInFor(request.profile);
	const { variable } = standIn;
	const name = 'Gemini';
	const collection = {
		info: { name, schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
		item: [
			{
				name: 'generateContent',
				event: [
					{
						listen: 'prerequest',
						script: {
							type: 'text/javascript',
							exec: [
								`if (!pm.variables.get('${variable}')) {`,
								`  throw new Error('${variable} is not set in the environment.');`,
								'}',
							],
						},
					},
				],
				request: {
					method: 'POST',
					url,
					header: Object.entries(headers).map(([key, value]) => ({ key, value })),
					auth: authOf(standIn),
					body: { mode: 'raw', raw: templateJson(body), options: { raw: { language: 'json' } } },
				},
			},
		],
	};
	const environment = {
		name,
		values: [{ key: variable, value: '', type: 'secret', enabled: true }],
		_postman_variable_scope: 'environment',
	};
	return {
		text: `${JSON.stringify(collection, undefined, 2)}\n`,
		environment: `${JSON.stringify(environment, undefined, 2)}\n`,
		language: 'json',
		fileName: 'gemini.postman_collection.json',
		needs: needsOf(
			request.profile,
			standIn,
			l10n.t('Import the collection and its environment into Postman, and choose the environment.'),
		),
	};
}

function authOf({ header, variable }: StandIn): object {
	const value = `{{${variable}}}`;
	return header === 'authorization'
		? { type: 'bearer', bearer: [{ key: 'token', value, type: 'string' }] }
		: {
				type: 'apikey',
				apikey: [
					{ key: 'key', value: 'x-goog-api-key', type: 'string' },
					{ key: 'value', value, type: 'string' },
					{ key: 'in', value: 'header', type: 'string' },
				],
			};
}
